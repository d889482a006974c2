"""The file of the Ormance's own network, in our CSV template: most of what happens there."""

import csv
from collections.abc import Sequence

from recoudre.demo.layouts.template_stains import STAINS
from recoudre.demo.layouts.written import Written, spell_point, write_csv
from recoudre.demo.sketches import TEMPLATE as FILE
from recoudre.demo.sketches import Sketch
from recoudre.demo.stains import Row, Stained, spoil_rows
from recoudre.vocabulary.records import RejectReason

COLUMNS = (
    "identifiant", "nom", "nature", "resume", "description", "adresse", "code_postal", "commune",
    "code_insee", "latitude", "longitude", "telephone", "courriel", "contact_public", "site_web",
    "horaires", "dates", "cout", "precisions_cout", "conditions", "ecran", "publics", "liens",
    "fondements", "domaines", "porteur", "secteur_porteur", "siret", "dit_vrai_le", "source_url",
)  # fmt: skip
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
        **_spell_contact(sketch),
        **_spell_terms(sketch),
        **_spell_meaning(sketch),
        "dit_vrai_le": sketch.said_on.isoformat() if sketch.said_on else "",
    }
    return {column: known.get(column, "") for column in COLUMNS}


def _spell_contact(sketch: Sketch) -> Row:
    has_contact = bool(sketch.phone or sketch.email)
    return {
        "telephone": sketch.phone,
        "courriel": sketch.email,
        "contact_public": "oui" if has_contact else "",
        "site_web": sketch.website,
        "porteur": sketch.steward,
        "secteur_porteur": sketch.sector.label if sketch.sector else "",
    }


def _spell_terms(sketch: Sketch) -> Row:
    return {
        "horaires": sketch.hours,
        "dates": BETWEEN.join(f"{start:%d/%m/%Y %H:%M}" for start in sketch.starts),
        "cout": sketch.cost.label if sketch.cost else "",
        "precisions_cout": sketch.cost_note,
        "conditions": sketch.conditions,
        "ecran": sketch.screen.label if sketch.screen else "",
    }


def _spell_meaning(sketch: Sketch) -> Row:
    foundations = [foundation.label if foundation else "" for _, foundation in sketch.bonds]
    return {
        "publics": BETWEEN.join(audience.label for audience in sketch.audiences),
        "liens": BETWEEN.join(bond.label for bond, _ in sketch.bonds),
        "fondements": BETWEEN.join(foundations),
        "domaines": BETWEEN.join(domain.label for domain in sketch.domains),
    }


def _make_refused(rows: Sequence[Row]) -> list[tuple[RejectReason, str, Row]]:
    """Make the rows that an import must refuse, one reason each."""
    last = rows[-1]
    broken = {column: last[column] for column in COLUMNS[:KEPT_BY_A_BROKEN_ROW]}
    return [
        (RejectReason.NO_NAME, "nom", last | {"identifiant": "ORM-9001", "nom": ""}),
        (RejectReason.NO_IDENTIFIER, "identifiant", last | {"identifiant": ""}),
        (RejectReason.NO_COMMUNE, "commune", _move(last, "ORM-9002", "", "Quelque-Part")),
        (RejectReason.OUTSIDE_TERRITORIES, "code_insee", _move(last, "ORM-9003", "75056", "")),
        (RejectReason.KIND_UNKNOWN, "nature", last | {"identifiant": "ORM-9004", "nature": "truc"}),
        (RejectReason.ROW_BROKEN, "", broken | {"identifiant": "ORM-9005"}),
        (RejectReason.DUPLICATE_ROW, "", rows[0]),
        (RejectReason.DUPLICATE_ID, "identifiant", last | {"identifiant": rows[1]["identifiant"]}),
    ]


def _move(row: Row, identifier: str, code: str, commune: str) -> Row:
    nowhere = dict.fromkeys(("adresse", "code_postal", "latitude", "longitude"), "")
    moved = {"identifiant": identifier, "code_insee": code, "commune": commune}
    return row | nowhere | moved | {"nom": "Exposition « Gens de l’Ormance »"}
