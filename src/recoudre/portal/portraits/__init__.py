"""What a territory's page says: findings read once, and prepared as small records.

silences:  what is known and what is not, said first.
sentences: the portrait in words, written from the figures.
figures:   what is thick and what is thin, each with its interval and its denominator.
crossings: one commune, each need beside access to each bond.
boards:    the communes of a wider territory, by verdict.
maps:      where it lies.
"""
