"""Where a need of context is high and access low, and what cannot be said of it.

`compute.py` needs an engine and is imported by its name; verdicts and sentences need none, so that
a page may show them.
"""

from recoudre.analysis.gaps.sentences import name_bond, write_verdict
from recoudre.analysis.gaps.verdicts import Insufficiency, Position, Verdict

__all__ = ["Insufficiency", "Position", "Verdict", "name_bond", "write_verdict"]
