"""The digital-help sites file: a JSON list whose items have no commune code."""

import json
from collections.abc import Sequence
from random import Random

from recoudre.demo.chance import draw_for
from recoudre.demo.layouts.written import Written, spell_point
from recoudre.demo.sketches import Sketch
from recoudre.demo.stains import Row, Stain, Stained, change, empty, put, spoil_rows
from recoudre.vocabulary.records import DoubtName, RejectReason, RepairName

FILE = "digital_help"
SERVICES = (
    "Prendre en main un smartphone ou une tablette;Prendre en main un ordinateur;"
    "Utiliser le numérique au quotidien;Approfondir ma culture numérique"
)
NO_SIRET = "00000000000000"
STAINS = (
    Stain(RepairName.URL_SCHEME, "site_web", 2, put("site_web", "www.example.org/numerique")),
    Stain(RepairName.PERSONAL_CONTACT, "telephone", 2,
          put("telephone", "+33639980078", "+33639980079")),
    Stain(RepairName.SEVERAL_PHONES, "telephone", 1,
          change("telephone", "{telephone} ou 0639980077")),
    Stain(RepairName.COMMUNE_BY_NAME, "latitude", 2, empty("latitude", "longitude")),
    Stain(DoubtName.EMAIL_UNREADABLE, "courriel", 1, put("courriel", "accueil chez example.org")),
    Stain(DoubtName.HOURS_UNREADABLE, "horaires", 1, put("horaires", "Tous les mardis matin")),
    Stain(DoubtName.PHONE_UNREADABLE, "telephone", 1, put("telephone", "voir en mairie"),
          lambda row: row["nom"].startswith("MAIRIE")),
    Stain(RepairName.PLACEHOLDER, "courriel", 1, put("courriel", "#N/D"),
          lambda row: not row["courriel"]),
)  # fmt: skip
OPTIONAL = ("latitude", "longitude", "telephone", "courriel", "site_web")


def write_digital_help(sketches: Sequence[Sketch]) -> Written:
    """Write the list; an item leaves out the keys that it does not know."""
    rng = draw_for(FILE)
    rows = [_make_row(sketch, rng) for sketch in sketches]
    stained = spoil_rows(rows, STAINS, FILE, first_row=1)
    rows.append(rows[-1] | {"id": "", "nom": "Permanence à confirmer"})
    stained.append(Stained(FILE, len(rows), RejectReason.NO_IDENTIFIER, "id"))
    items = [_make_item(row) for row in rows]
    text = json.dumps(items, ensure_ascii=False, indent=0)
    return Written(text.encode(), tuple(stained))


def _make_row(sketch: Sketch, rng: Random) -> Row:
    lat, lon = spell_point(sketch)
    return {
        "id": f"{rng.getrandbits(96):024x}",
        "nom": sketch.name_in(FILE),
        "services": SERVICES,
        "pivot": NO_SIRET if rng.random() < 0.3 else "",
        "commune": sketch.commune.name.upper() if rng.random() < 0.4 else sketch.commune.name,
        "code_postal": sketch.postcode,
        "adresse": sketch.address,
        "latitude": lat,
        "longitude": lon,
        "telephone": "+33" + sketch.phone.replace(" ", "")[1:],
        "courriel": sketch.email,
        "site_web": sketch.website,
        "conditions_access": "Gratuit : Je peux accéder gratuitement au lieu et à ses services",
        "labels_nationaux": "CNFS",
        "horaires": sketch.hours,
        "source": "conseiller-numerique",
        "date_maj": sketch.said_on.isoformat() if sketch.said_on else "2025-11-04",
        "structureId": f"{rng.getrandbits(96):024x}",
    }


def _make_item(row: Row) -> dict[str, str | float]:
    known = {key: cell for key, cell in row.items() if cell or key not in OPTIONAL}
    item: dict[str, str | float] = dict(known)
    return item | {key: float(known[key]) for key in ("latitude", "longitude") if key in known}
