"""One notion, one word: `docs/glossary.md` is read here, and obeyed.

A class is judged on every word of its name, a function on every word but its verb, because it
is the noun that names a notion: `list_events` is refused, `post_form` is not.
"""

import ast
import re

import pytest

from recoudre.vocabulary import decisions, lists
from tests.house.tree import PACKAGE, REPOSITORY, list_sources, name_of, parse

GLOSSARY = REPOSITORY / "docs" / "glossary.md"


def read_table(title):
    """Read the rows of the table under a title of the glossary."""
    section = GLOSSARY.read_text(encoding="utf-8").split(f"## {title}\n")[1].split("\n## ")[0]
    rows = [line.strip()[1:-1].split("|") for line in section.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in row] for row in rows[2:]]


def split_words(cell):
    """Split a cell of words separated by commas."""
    return [word.strip() for word in cell.split(",") if word.strip()]


def read_never():
    """Read the refused words, and the word to use instead of each."""
    return {word: row[1] for row in read_table("Words") for word in split_words(row[2])}


def read_exceptions():
    """Read where a refused word may name something else."""
    exceptions: dict[str, set[str]] = {}
    for words, rooms, _ in read_table("Allowed all the same"):
        for word in split_words(words):
            exceptions.setdefault(word, set()).update(split_words(rooms))
    return exceptions


NEVER = read_never()
EXCEPTIONS = read_exceptions()


def split_name(name):
    """Split a class name or a function name into lower-case words, plurals made singular."""
    words = re.findall(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+", name)
    return [singular(word.lower()) for word in words]


def singular(word):
    """Make an English plural singular when that gives a word of the glossary."""
    for ending, start in (("ies", "y"), ("es", ""), ("s", "")):
        if word.endswith(ending) and word.removesuffix(ending) + start in NEVER:
            return word.removesuffix(ending) + start
    return word


def list_refused(name, *, is_class, room):
    """List the refused words in the name of a class or a function of a room."""
    words = split_name(name) if is_class else split_name(name)[1:]
    return [
        word for word in words if word in NEVER and not {"*", room} & EXCEPTIONS.get(word, set())
    ]


@pytest.mark.parametrize(
    ("name", "is_class", "room", "refused"),
    [
        ("Event", True, "inventory", ["event"]),
        ("VenueForm", True, "portal", ["venue"]),
        ("list_events", False, "inventory", ["event"]),
        ("merge_cities", False, "inventory", ["city"]),
        ("post_form", False, "portal", []),
        ("list_occasions", False, "inventory", []),
        ("Areas", True, "analysis", []),
        ("Area", True, "inventory", ["area"]),
    ],
)
def test_the_words_of_a_name_are_read_rightly(name, is_class, room, refused):
    assert list_refused(name, is_class=is_class, room=room) == refused


def test_nothing_is_named_with_a_refused_word():
    refused = {}
    for path in list_sources():
        room = path.relative_to(PACKAGE).parts[0] if PACKAGE in path.parents else path.stem
        for node in ast.walk(parse(path)):
            if isinstance(node, ast.ClassDef | ast.FunctionDef):
                is_class = isinstance(node, ast.ClassDef)
                for word in list_refused(node.name, is_class=is_class, room=room):
                    refused[f"{name_of(path)} {node.name}"] = f"{word}: say {NEVER[word]}"

    assert refused == {}


def test_every_exception_is_about_a_refused_word_and_an_existing_room():
    rooms = {path.name for path in PACKAGE.iterdir()} | {"*"}

    assert set(EXCEPTIONS) - set(NEVER) == set()
    assert {room for places in EXCEPTIONS.values() for room in places} - rooms == set()


def test_no_word_is_both_ours_and_refused():
    ours = {word for row in read_table("Words") for word in re.findall(r"`([A-Z]\w+)`", row[1])}

    assert {
        word for word in ours if split_name(word)[0] in NEVER and len(split_name(word)) == 1
    } == set()


@pytest.mark.parametrize(
    "closed_list",
    [
        lists.Kind,
        lists.Bond,
        lists.Domain,
        lists.Sector,
        lists.LifeStep,
        lists.Audience,
        lists.Cost,
        lists.Screen,
        lists.ReachMode,
        lists.State,
        lists.Channel,
        lists.Mark,
        lists.Trust,
        lists.Precision,
        lists.Level,
        lists.Band,
        lists.MissingReason,
        lists.Outcome,
        lists.Direction,
        lists.Freshness,
        decisions.ConfirmationAnswer,
        lists.TimingStatus,
        lists.SchoolBreak,
        lists.ContactBasis,
        decisions.Relation,
        decisions.MatchState,
        decisions.MatchReason,
        decisions.Role,
        decisions.ProposalState,
        decisions.RefusalReason,
        decisions.SuggestionState,
        decisions.ClaimProof,
        decisions.ClaimState,
        decisions.ModerationAct,
    ],
    ids=lambda closed_list: closed_list.__name__,
)
def test_the_glossary_lists_every_closed_value(closed_list):
    title = " ".join(re.findall(r"[A-Z][a-z]+", closed_list.__name__)).lower()
    row = next(row for row in read_table("Closed lists") if row[0] == title)

    assert [member.value for member in closed_list if not re.search(rf"\b{member}\b", row[1])] == []


def test_labels_are_written_with_typographic_apostrophes():
    labels = [
        member.label for closed_list in lists.Labelled.__subclasses__() for member in closed_list
    ]

    assert [label for label in labels if "'" in label] == []
