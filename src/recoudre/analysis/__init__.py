"""Pure functions over an observation: Ibis tables in, Ibis tables out. One folder per question.

portrait: what is there, of which kind, for whom, when.
access:   how many occasions of each bond a resident can reach, shared with the others.
coverage: what nobody speaks about, so that a blank is never read as a zero.
gaps:     where a need of context is high and access low, with what cannot be said.

No Django, no file, no network. There is no composite score and no ranking here, on purpose.
"""
