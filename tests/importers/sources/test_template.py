"""Our own template."""

from datetime import date, datetime
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recoudre.importers.reading import UnknownColumnsError
from recoudre.importers.sources.template import COLUMNS, parse, write_template
from recoudre.importers.sources.template.columns import NAMES
from recoudre.importers.sources.template.mapping import read_bonds
from recoudre.importers.writing import write_corrected, write_csv
from recoudre.vocabulary.lists import (
    Bond,
    Cost,
    Domain,
    Foundation,
    Kind,
    Mark,
    Outcome,
    Sector,
    TimingStatus,
)
from recoudre.vocabulary.records import DoubtName, RejectReason, RepairName
from tests.stock import make_timings

SOUND = {"nom": "Banquet", "nature": "moment", "commune": "Dieulefit", "code_insee": "26114"}


def _parse_one(**cells):
    row = SOUND | cells
    (parsed,) = parse(write_csv(tuple(row), [row])).rows
    return parsed


def test_the_template_opens_in_a_spreadsheet_and_its_example_is_ignored():
    content = write_template()

    assert content.startswith(b"\xef\xbb\xbfidentifiant;nom;nature;")
    assert parse(content).rows == ()
    assert parse(content).columns == NAMES


def test_the_example_of_the_template_is_itself_sound():
    content = write_template().replace(b"EXEMPLE", b"1")
    (row,) = parse(content).rows
    values = row.values

    assert (values.name, values.kind, values.cost) == (
        "Banquet des voisins",
        Kind.GATHERING,
        Cost.FREE_PRICE,
    )
    assert tuple(one.starts_at for one in values.timings) == (
        datetime.fromisoformat("2026-07-03T18:30"),
        datetime.fromisoformat("2026-09-04T18:30"),
    )
    assert values.said_on == date(2026, 6, 15)
    assert (values.steward.name, values.steward.sector) == ("Comité des fêtes", Sector.ASSOCIATION)
    assert values.contact_consented is True
    assert row.doubts == ()


def test_what_the_file_says_is_marked_as_said_by_the_steward():
    values = _parse_one(liens="citoyenneté", domaines="santé|culture").values

    assert {tag.mark for tag in (*values.bonds, *values.domains)} == {Mark.STATED}
    assert [tag.domain for tag in values.domains] == [Domain.HEALTH, Domain.CULTURE]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_what_excel_saves_is_read(encoding, delimiter):
    text = f"nom{delimiter}nature\nFête{delimiter}MOMENT\n"

    (row,) = parse(text.encode(encoding)).rows

    assert (row.values.name, row.values.kind) == ("Fête", Kind.GATHERING)


def test_headers_may_be_typed_as_people_type_them():
    (row,) = parse("Nom;Nature;Code postal;Résumé\nFête;lieu;1000;Ici\n".encode()).rows

    assert (row.values.postcode, row.values.summary) == ("01000", "Ici")


def test_a_corrected_file_comes_back_with_its_repairs():
    first = parse("Nom;Nature;Code postal;Latitude;Longitude\nFête;lieu;1000;5,06;44,53\n".encode())

    again = parse(write_corrected(first, [Outcome.REPAIRED]))

    assert again.rows[0].repairs == ()
    assert again.rows[0].values == first.rows[0].values


def test_without_an_identifier_the_name_and_commune_make_one():
    assert _parse_one(nom="BANQUET ", commune="dieulefit").source_id == "banquet--dieulefit"
    assert _parse_one().source_id == "banquet--dieulefit"
    assert _parse_one(identifiant="B-1").source_id == "B-1"


@pytest.mark.parametrize(
    ("cells", "reason", "said"),
    [
        ({"nom": ""}, RejectReason.NO_NAME, "Le nom"),
        ({"nature": "curiosité"}, RejectReason.KIND_UNKNOWN, "lieu, moment, projet"),
    ],
)
def test_a_row_that_cannot_be_an_occasion_is_refused_in_french(cells, reason, said):
    row = _parse_one(**cells)

    assert (row.reason, said in row.message) == (reason, True)


def test_a_broken_row_is_refused_and_the_others_go_on():
    rows = parse(b"nom;nature\nA;lieu\nB\nC;projet\n").rows

    assert [getattr(row, "reason", None) for row in rows] == [None, RejectReason.ROW_BROKEN, None]


def test_a_file_without_a_name_column_is_refused_and_the_columns_named():
    with pytest.raises(UnknownColumnsError, match=r"« nom ».*inattendues : « titre »"):
        parse(b"titre;nature\nA;lieu\n")


def test_columns_that_nobody_knows_are_named():
    assert parse(b"nom;nature;couleur\nA;lieu;bleu\n").unknown_columns == ("couleur",)


@pytest.mark.parametrize(
    ("column", "cell"),
    [("cout", "pas cher"), ("publics", "copains"), ("ecran", "peut-être"), ("domaines", "magie"),
     ("liens", "amitié"), ("secteur_porteur", "guilde"), ("contact_public", "bof"),
     ("modes_acces", "à dos d’âne")],
)  # fmt: skip
def test_an_unknown_value_is_doubtful_and_the_accepted_ones_are_named(column, cell):
    (doubt,) = _parse_one(**{column: cell}).doubts

    assert (doubt.name, doubt.column) == (DoubtName.VALUE_UNKNOWN, column)
    assert doubt.value.startswith(f"{cell} (valeurs acceptées : ")


def test_a_foundation_goes_with_the_bond_at_its_place():
    tags = read_bonds("filiation|élective|citizenship", "compter sur||recognition").value

    assert [(tag.bond, tag.foundation) for tag in tags] == [
        (Bond.FILIATION, Foundation.PROTECTION),
        (Bond.ELECTIVE, None),
        (Bond.CITIZENSHIP, Foundation.RECOGNITION),
    ]


def test_a_foundation_without_a_bond_is_doubtful():
    assert [doubt.value for doubt in read_bonds("", "compter sur").doubts] == [
        "compter sur (sans lien)"
    ]


def test_without_consent_personal_contacts_are_not_kept_and_roles_are_not_public():
    row = _parse_one(telephone="06 12 34 56 78", courriel="mairie@x.fr", contact_public="non")

    assert (row.values.phone, row.values.email) == ("", "mairie@x.fr")
    assert row.values.contact_consented is False
    assert [repair.name for repair in row.repairs] == [RepairName.PERSONAL_CONTACT]


def test_with_consent_a_mobile_phone_is_kept():
    row = _parse_one(telephone="06 12 34 56 78", contact_public="Oui")

    assert (row.values.phone, row.values.contact_consented) == ("06 12 34 56 78", True)


def test_hours_are_read_in_french():
    assert _parse_one(horaires="mardi 9h-12h").values.opening_hours == "Tu 09:00-12:00"


def test_unreadable_hours_and_dates_stay_visible():
    row = _parse_one(horaires="quand c’est ouvert", dates="bientôt|03/07/2026 18:30")

    assert row.values.hours_note == "quand c’est ouvert"
    assert row.values.timings == make_timings("2026-07-03T18:30")
    assert [doubt.name for doubt in row.doubts] == [
        DoubtName.HOURS_UNREADABLE,
        DoubtName.DATE_UNREADABLE,
    ]


def test_a_rhythm_said_in_french_becomes_a_rule():
    row = _parse_one(rythme="Le premier vendredi du mois à 19 h, sauf le 01/01/2027")

    assert row.values.schedule == {
        "rrule": "FREQ=MONTHLY;BYDAY=1FR",
        "from": "2020-01-06T19:00:00",
        "school_holidays": "unknown",
        "except": ["2027-01-01"],
    }
    assert (row.values.hours_note, row.doubts) == ("", ())


def test_a_rhythm_that_is_not_understood_stays_as_it_was_written():
    row = _parse_one(rythme="quand il fait beau", horaires="bof")

    assert row.values.schedule is None
    assert row.values.hours_note == "bof ; quand il fait beau"
    assert [(doubt.name, doubt.column) for doubt in row.doubts] == [
        (DoubtName.HOURS_UNREADABLE, "horaires"),
        (DoubtName.HOURS_UNREADABLE, "rythme"),
    ]


def test_every_second_week_is_counted_from_the_first_date_told():
    said = "tous les quinze jours le samedi à 10 h"

    alone = _parse_one(rythme=said)
    dated = _parse_one(rythme=said, dates="05/09/2026 10:00")

    assert (alone.values.schedule, alone.values.hours_note) == (None, said)
    assert dated.values.schedule["from"] == "2026-09-05T10:00:00"


def test_a_feast_apart_does_not_move_the_beginning_of_a_rule():
    row = _parse_one(rythme="le mardi à 19 h", dates="05/09/2030 10:00")

    assert row.values.schedule["from"] == "2020-01-06T19:00:00"


def test_a_date_says_its_end_and_that_it_is_cancelled():
    first, second = _parse_one(
        dates="03/07/2026 18:30-21:00|04/09/2026 18:30 (annulé)"
    ).values.timings

    assert first.ends_at == datetime.fromisoformat("2026-07-03T21:00")
    assert (first.status, second.status) == (TimingStatus.SCHEDULED, TimingStatus.CANCELLED)


def test_the_guide_of_the_template_tells_every_column():
    guide = files("recoudre.importers.sources.template").joinpath("README.md").read_text("utf-8")

    assert [column.name for column in COLUMNS if f"| `{column.name}` |" not in guide] == []
    assert [column.name for column in COLUMNS if column.meaning not in guide] == []


def test_the_same_file_gives_the_same_answer_twice():
    content = write_template().replace(b"EXEMPLE", b"1")

    assert parse(content) == parse(content)


def test_a_header_alone_gives_no_row():
    assert parse(b"nom;nature\n").rows == ()


CELLS = st.text(alphabet=st.characters(blacklist_characters="\x00", codec="utf-8"), max_size=12)


@given(st.lists(st.dictionaries(st.sampled_from(NAMES), CELLS), max_size=4))
def test_whatever_is_typed_every_row_is_a_record_or_a_refusal(rows):
    typed = [row | {"identifiant": "x", "nom": f"n{row.get('nom', '')}"} for row in rows]

    assert len(parse(write_csv(NAMES, typed)).rows) == len(rows)
