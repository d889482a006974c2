"""The named diseases of French files: pure functions, one cell in, one value out.

Each `mend_` function returns a `Mended`: the value, every repair that it took, and the doubts that
a person should lift. Nothing is repaired or dropped without a name.
"""

from recoudre.importers.repairs.addresses import mend_address, mend_commune_name
from recoudre.importers.repairs.choices import (
    find_choice,
    mend_choice,
    mend_choices,
    name_accepted,
    split_list,
)
from recoudre.importers.repairs.codes import mend_insee, mend_number_code, mend_postcode, mend_siret
from recoudre.importers.repairs.contacts import mend_email, mend_phone, mend_url
from recoudre.importers.repairs.dates import mend_date, mend_moments, mend_timings
from recoudre.importers.repairs.personal import (
    hide_contacts,
    hide_email,
    hide_phone,
    is_mobile_phone,
    is_personal_email,
    mend_public_email,
    mend_public_phone,
    mend_public_text,
)
from recoudre.importers.repairs.points import mend_point
from recoudre.importers.repairs.rows import CellReader, Mended
from recoudre.importers.repairs.text import mend_text

__all__ = [
    "CellReader",
    "Mended",
    "find_choice",
    "hide_contacts",
    "hide_email",
    "hide_phone",
    "is_mobile_phone",
    "is_personal_email",
    "mend_address",
    "mend_choice",
    "mend_choices",
    "mend_commune_name",
    "mend_date",
    "mend_email",
    "mend_insee",
    "mend_moments",
    "mend_number_code",
    "mend_phone",
    "mend_point",
    "mend_postcode",
    "mend_public_email",
    "mend_public_phone",
    "mend_public_text",
    "mend_siret",
    "mend_text",
    "mend_timings",
    "mend_url",
    "name_accepted",
    "split_list",
]
