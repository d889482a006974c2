"""The file of the Ormance's own network, in our CSV template: most of what happens there."""

import csv
from collections.abc import Sequence

from recoudre.demo.layouts.template_stains import STAINS
from recoudre.demo.layouts.written import Written, spell_point, write_csv
from recoudre.demo.moments import RHYTHMS, spell_dates
from recoudre.demo.sketches import TEMPLATE as FILE
from recoudre.demo.sketches import Sketch
from recoudre.demo.stains import Row, Stained, spoil_rows
from recoudre.importers.sources.template import COLUMNS as TEMPLATE_COLUMNS
from recoudre.vocabulary.lists import Kind
from recoudre.vocabulary.records import RejectReason

COLUMNS = tuple(column.name for column in TEMPLATE_COLUMNS)
CONSENTS = ("oui",) * 8 + ("non", "")
"""Most accept that their telephone is shown to all; not everybody was asked."""
BETWEEN = "|"
KEPT_BY_A_BROKEN_ROW = 11


def write_template(sketches: Sequence[Sketch]) -> Written:
    """Write the file; the rows that cannot be imported come last."""
    rows = [_make_row(number, sketch) for number, sketch in enumerate(sketches, start=1)]
    stained = spoil_rows(rows, STAINS, FILE, first_row=2)
    for reason, column, row in _make_refused(rows):
        rows.append(row)
        stained.append(Stained(FILE, len(rows) + 1, reason, column))
    text = write_csv(COLUMNS, rows, delimiter=";", quoting=csv.QUOTE_MINIMAL)
    return Written(text.encode("utf-8-sig"), tuple(stained))


def _make_row(number: int, sketch: Sketch) -> Row:
    lat, lon = spell_point(sketch)
    known = {
        "identifiant": f"ORM-{number:04d}",
        "nom": sketch.name_in(FILE),
        "nature": sketch.kind.label,
        "resume": sketch.summary,
        "description": sketch.description,
        "adresse": sketch.address,
        "code_postal": sketch.postcode,
        "commune": sketch.commune.name,
        "code_insee": sketch.commune.code,
        "latitude": lat,
        "longitude": lon,
        **_spell_contact(sketch, CONSENTS[number % len(CONSENTS)]),
        **_spell_terms(sketch),
        **_spell_meaning(sketch),
        "depuis": sketch.since,
        "dit_vrai_le": sketch.said_on.isoformat() if sketch.said_on else "",
    }
    return {column: known.get(column, "") for column in COLUMNS}


def _spell_contact(sketch: Sketch, consent: str) -> Row:
    has_contact = bool(sketch.phone or sketch.email)
    return {
        "telephone": sketch.phone,
        "courriel": sketch.email,
        "contact_public": consent if has_contact else "",
        "site_web": sketch.website,
        "porteur": sketch.steward,
        "secteur_porteur": sketch.sector.label if sketch.sector else "",
    }


def _spell_terms(sketch: Sketch) -> Row:
    return {
        "horaires": sketch.hours,
        "dates": BETWEEN.join(spell_dates(sketch)),
        "rythme": RHYTHMS.get(sketch.name, ""),
        "cout": sketch.cost.label if sketch.cost else "",
        "precisions_cout": sketch.cost_note,
        "conditions": sketch.conditions,
        "ecran": sketch.screen.label if sketch.screen else "",
    }


def _spell_meaning(sketch: Sketch) -> Row:
    foundations = [foundation.label if foundation else "" for _, foundation in sketch.bonds]
    return {
        "modes_acces": BETWEEN.join(mode.label for mode in sketch.reach_modes),
        "publics": BETWEEN.join(audience.label for audience in sketch.audiences),
        "liens": BETWEEN.join(bond.label for bond, _ in sketch.bonds),
        "fondements": BETWEEN.join(foundations),
        "domaines": BETWEEN.join(domain.label for domain in sketch.domains),
    }


def _make_refused(rows: Sequence[Row]) -> list[tuple[RejectReason, str, Row]]:
    """Make the rows that an import must refuse, one reason each."""
    broken = _note("ORM-9006", "Veillée du premier froid")
    return [
        (RejectReason.NO_NAME, "nom", _note("ORM-9001", "")),
        (RejectReason.NO_COMMUNE, "commune", _note("ORM-9002", "Ronde des lanternes")
         | {"code_insee": "", "code_postal": "", "commune": "Quelque-Part"}),
        (RejectReason.OUTSIDE_TERRITORIES, "code_insee", _note("ORM-9003", "Gens de l’Ormance")
         | {"code_insee": "75056", "code_postal": "75001", "commune": "Paris"}),
        (RejectReason.KIND_UNKNOWN, "nature", _note("ORM-9004", "Vieux tracteur à voir")
         | {"nature": "curiosité"}),
        (RejectReason.ROW_BROKEN, "", dict(list(broken.items())[:KEPT_BY_A_BROKEN_ROW])),
        (RejectReason.DUPLICATE_ROW, "", dict(rows[0])),
        (RejectReason.DUPLICATE_ID, "identifiant", _note(rows[1]["identifiant"], "Pot de départ")),
    ]  # fmt: skip


def _note(identifier: str, name: str) -> Row:
    """Make a short row, as somebody in a hurry types it."""
    known = {
        "identifiant": identifier,
        "nom": name,
        "nature": Kind.GATHERING.label,
        "code_postal": "96000",
        "commune": "Pont-sur-Ormance",
        "code_insee": "96095",
    }
    return {column: known.get(column, "") for column in COLUMNS}
