"""What a source lists that makes no bond: one table of rules that anybody can review. Pure.

The table is `relevance.csv`, beside this file. A row of a source is set aside when a rule says so
and no rule keeps it: whatever the order of the table, `keep` wins. The sentence of the rule is
the one that people read.

- `source`: the name of a source, or `*` for all of them.
- `field`: which text of the row the rule reads, named by the source's `mapping.py`.
- `words`: words or phrases parted by « | », compared without case, accents or punctuation, whole
  words only; a final `*` takes every ending (« recrut* »).
- `codes`: codes parted by « | », compared as written; a final `*` takes every code that begins so.
- `decision`: `keep` or `set_aside`; `why`: one French sentence.
"""

import csv
import io
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from recoudre.importers.errors import ImportStoppedError
from recoudre.vocabulary.text import fold

EVERY_SOURCE = "*"
KEEP = "keep"
SET_ASIDE = "set_aside"
COLUMNS = ("source", "field", "words", "codes", "decision", "why")
# A cell of codes may hold several: each one counts.
_BETWEEN_CODES = re.compile(r"[\s;|,]+")
_LAST_CODES = 10_000


class RelevanceTableError(ImportStoppedError):
    """The table of what makes a bond holds a rule that says nothing."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of the table, as it is written."""

    source: str
    field: str
    words: tuple[str, ...]
    codes: tuple[str, ...]
    decision: str
    why: str


Test = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class _Ready:
    """A rule with its test, ready for a million rows."""

    rule: Rule
    test: Test


def judge_relevance(source_slug: str, texts: Mapping[str, str]) -> Rule | None:
    """Find the rule that sets a row aside; None when the row stays.

    Parameters
        source_slug: the name of the source.
        texts: what the rules may read, by the name of their `field`; what is absent is empty.

    Example
        >>> texts = {"title": "Job dating : venez rencontrer les recruteurs"}
        >>> judge_relevance("openagenda", texts).decision
        'set_aside'
        >>> judge_relevance("openagenda", {"title": "Bal du village"}) is None
        True
    """
    kept, set_aside = _prepare_rules(source_slug)
    found = next((one for one in set_aside if _is_met(one, texts)), None)
    if found is None or any(_is_met(one, texts) for one in kept):
        return None
    return found.rule


def list_rules(source_slug: str) -> list[Rule]:
    """List the rules that apply to a source, in the order of the table."""
    return [rule for rule in read_table() if rule.source in (EVERY_SOURCE, source_slug)]


@cache
def read_table() -> tuple[Rule, ...]:
    """Read the table that the project ships."""
    text = files("recoudre.importers").joinpath("relevance.csv").read_text("utf-8")
    return read_rules(text)


def read_rules(text: str) -> tuple[Rule, ...]:
    """Read a table of rules.

    Raises
        RelevanceTableError: a rule has neither words nor codes, no sentence, or another decision.
    """
    rows = csv.DictReader(io.StringIO(text))
    return tuple(_read_rule(number, row) for number, row in enumerate(rows, 2))


def _read_rule(number: int, row: Mapping[str, str]) -> Rule:
    words, codes = _split(row["words"]), _split(row["codes"])
    is_clear = bool(words) != bool(codes) and row["field"] and row["source"] and row["why"]
    if not is_clear or row["decision"] not in (KEEP, SET_ASIDE):
        raise RelevanceTableError(
            f"relevance.csv, ligne {number} : il faut une source, un champ, des mots ou des codes "
            f"(pas les deux), une raison, et « {KEEP} » ou « {SET_ASIDE} » ; on y lit "
            f"« {row['decision']} ». Corrigez cette ligne."
        )
    return Rule(row["source"], row["field"], words, codes, row["decision"], row["why"])


def _split(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in (cell or "").split("|") if part.strip())


@cache
def _prepare_rules(source_slug: str) -> tuple[tuple[_Ready, ...], tuple[_Ready, ...]]:
    ready = [_Ready(rule, _compile(rule)) for rule in list_rules(source_slug)]
    kept = tuple(one for one in ready if one.rule.decision == KEEP)
    return kept, tuple(one for one in ready if one.rule.decision == SET_ASIDE)


def _is_met(ready: _Ready, texts: Mapping[str, str]) -> bool:
    text = texts.get(ready.rule.field, "")
    return bool(text) and ready.test(text)


def _compile(rule: Rule) -> Test:
    return _compile_words(rule.words) if rule.words else _compile_codes(rule.codes)


def _compile_words(words: Sequence[str]) -> Test:
    parts = [rf"{re.escape(fold(word))}{'[a-z0-9]*' if word[-1] == '*' else ''}" for word in words]
    pattern = re.compile(rf"(?<![a-z0-9])(?:{'|'.join(parts)})(?![a-z0-9])")
    return lambda text: pattern.search(fold(text)) is not None


def _compile_codes(codes: Sequence[str]) -> Test:
    exact = frozenset(code for code in codes if code[-1] != "*")
    starts = tuple(code[:-1] for code in codes if code[-1] == "*")
    answers: dict[str, bool] = {}

    def is_listed(text: str) -> bool:
        if text not in answers:
            if len(answers) >= _LAST_CODES:
                answers.clear()
            found = _BETWEEN_CODES.split(text.strip())
            answers[text] = any(code in exact or code.startswith(starts) for code in found if code)
        return answers[text]

    return is_listed
