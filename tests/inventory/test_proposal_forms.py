"""Whatever somebody types, the form reads it or says why not; what it shows, it reads back."""

from datetime import date

import pytest
from django.http import QueryDict
from hypothesis import given, settings
from hypothesis import strategies as st

from recoudre.inventory.forms import proposals
from recoudre.inventory.forms.fields import clean_text
from recoudre.inventory.forms.proposals import ProposalForm
from recoudre.inventory.forms.reading import keep_changed, keep_known, read_initial, read_values
from recoudre.inventory.forms.rhythm import keep_past, list_rows
from recoudre.inventory.forms.seals import make_seal, read_seal
from recoudre.territories.models import Territory
from recoudre.vocabulary.lists import Audience, Bond, Cost, Domain, Foundation, Kind, Mark, Screen
from tests.stock import NOON

TODAY = date(2026, 3, 9)
DIEULEFIT = Territory(code="26114", name="Dieulefit", search_name="dieulefit")
LISTS = ("audiences", "domains", "counted_on", "counted_for")


@pytest.fixture(autouse=True, scope="module")
def _one_commune():
    """One commune answers to every name, without a database."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(proposals, "find_commune", lambda typed, chosen="": (DIEULEFIT, []))
        yield


def fill(**typed):
    """Fill the form of a new occasion."""
    data = QueryDict(mutable=True)
    for name, value in ({"name": "Jardin", "kind": "place", "commune": "x"} | typed).items():
        data.setlist(name, value if isinstance(value, list) else [value])
    return ProposalForm(data)


def fill_change(visible, **typed):
    """Fill the form of a change as its page shows it, but for what is typed."""
    initial = read_initial(visible, "Dieulefit", TODAY)
    shown = {name: str(value) for name, value in initial.items() if not isinstance(value, list)}
    data = QueryDict(mutable=True)
    data.update(shown | typed)
    for name in LISTS:
        data.setlist(name, initial[name])
    return ProposalForm(data, visible=visible, initial=initial)


def read_change(visible, **typed):
    """Read what a change keeps."""
    form = fill_change(visible, **typed)
    assert form.is_valid(), form.errors
    return keep_changed(read_values(form, TODAY), visible)


CAFE = {
    "name": "Café", "kind": "place", "commune_code": "26114", "phone": "0475000001",
    "website": "not an address", "summary": " Un  café.\r\nLe soir. ",
    "audiences": ["seniors", "everyone"],
    "bonds": [
        {"bond": "elective", "foundation": None, "mark": "sourced"},
        {"bond": "organic", "foundation": "protection", "mark": "moderated"},
    ],
    "domains": [{"domain": "food", "mark": "sourced"}],
    "steward": {"name": "Les Halles", "sector": "", "siret": "12345678900011", "rna": ""},
    "timings": [
        {"starts_at": "2026-01-02T19:00:00"},
        {"starts_at": "2026-04-03T19:00:00", "place": "Au jardin"},
    ],
}  # fmt: skip


def test_what_is_shown_and_left_alone_is_no_change():
    assert read_change(CAFE) == {}


def test_a_tag_that_was_there_keeps_who_set_it():
    form = fill_change(CAFE)
    form.data.setlist("counted_on", ["organic:protection", "elective:protection"])

    assert form.is_valid()
    assert keep_changed(read_values(form, TODAY), CAFE) == {
        "bonds": [
            *CAFE["bonds"],
            {"bond": "elective", "foundation": "protection", "mark": "stated"},
        ]
    }


def test_another_steward_does_not_inherit_the_siret():
    changed = read_change(CAFE, steward_name="La Mairie")

    assert changed["steward"] == {"name": "La Mairie", "sector": "", "siret": "", "rna": ""}


def test_a_known_steward_is_not_erased_without_a_word():
    assert "steward_name" in fill_change(CAFE, steward_name="").errors


def test_a_coming_date_that_moves_leaves_the_past_alone():
    changed = read_change(CAFE, start_1="20:30:00")

    assert changed == {
        "timings": [{"starts_at": "2026-01-02T19:00:00"}, {"starts_at": "2026-04-03T20:30:00"}]
    }


def test_more_dates_than_rows_are_left_alone():
    many = [{"starts_at": f"2026-04-{day:02}T19:00:00"} for day in range(1, 9)]

    assert list_rows(many, TODAY) is None
    assert read_change(CAFE | {"timings": many}) == {}


def test_what_was_before_today_is_past():
    timings = [{"starts_at": "2026-03-08T23:00:00"}, {"starts_at": "2026-03-09T01:00:00"}]

    assert keep_past(timings, TODAY) == timings[:1]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("04 75 00 00 01", "0475000001"),
        ("+33 4.75.00.00.01", "0475000001"),
        ("0033475000001", "0475000001"),
        ("39 49", "3949"),
        ("+41 22 700 00 00", "+41227000000"),
    ],
)
def test_a_phone_is_kept_as_digits(typed, kept):
    form = fill(phone=typed)

    assert form.is_valid()
    assert form.cleaned_data["phone"] == kept


def test_formulas_of_spreadsheets_stay_text():
    form = fill(name="=HYPERLINK(1)", summary="@SUM(A1)")

    assert form.is_valid()
    assert keep_known(read_values(form, TODAY))["name"] == "=HYPERLINK(1)"


def test_what_cannot_be_seen_is_not_kept():
    assert clean_text("\x00Caf\x1bé\u2028 \r\n bleu\r") == "Café \n bleu"


def test_a_message_of_a_megabyte_is_refused_kindly():
    form = fill(message="é" * 1_000_000)

    assert not form.is_valid()
    assert list(form.errors) == ["message"]


def test_a_seal_carries_what_was_seen_and_refuses_another_s():
    seal = make_seal(NOON, {"name": "Café"})

    assert read_seal(seal.text) == seal
    assert read_seal(seal.text[:-1] + "x") is None


TEXTS = st.text(max_size=300)


@settings(max_examples=60)
@given(
    st.dictionaries(st.sampled_from(sorted(ProposalForm.base_fields)), TEXTS, max_size=12),
    st.dictionaries(
        st.sampled_from([f"{n}_{row}" for n in ("day", "start", "end") for row in (1, 2, 3, 4)]),
        TEXTS | st.dates().map(str) | st.times().map(str),
    ),
)
def test_whatever_is_typed_is_read_or_refused(typed, dates):
    form = fill(**typed | dates)

    if form.is_valid():
        keep_known(read_values(form, TODAY))
    else:
        assert all(errors[0] for errors in form.errors.values())


SEEN = st.fixed_dictionaries(
    {
        "name": st.text("abc é’", min_size=1).filter(lambda text: any(map(str.isalnum, text))),
        "kind": st.sampled_from(list(map(str, Kind))),
        "commune_code": st.just("26114"),
    },
    optional={
        "summary": st.text("ab\r\n\t é", min_size=1, max_size=50),
        "phone": st.text("0123456789 .abc+", min_size=1, max_size=20),
        "email": st.text("a@.b ", min_size=1, max_size=20),
        "website": st.text("htp:/.a", min_size=1, max_size=20),
        "cost": st.sampled_from(list(map(str, Cost))),
        "screen": st.sampled_from(list(map(str, Screen))),
        "audiences": st.lists(st.sampled_from(list(map(str, Audience))), min_size=1, unique=True),
        "domains": st.lists(
            st.builds(
                lambda domain, mark: {"domain": domain, "mark": mark},
                st.sampled_from(list(map(str, Domain))),
                st.sampled_from(list(map(str, Mark))),
            ),
            min_size=1,
            unique_by=lambda tag: tag["domain"],
        ),
        "bonds": st.lists(
            st.builds(
                lambda bond, foundation: {
                    "bond": bond,
                    "foundation": foundation,
                    "mark": "sourced",
                },
                st.sampled_from(list(map(str, Bond))),
                st.sampled_from([None, *map(str, Foundation)]),
            ),
            min_size=1,
            unique_by=lambda tag: (tag["bond"], tag["foundation"]),
        ),
    },
)


@settings(max_examples=60)
@given(SEEN)
def test_whatever_is_shown_and_left_alone_is_no_change(visible):
    assert read_change(visible) == {}
