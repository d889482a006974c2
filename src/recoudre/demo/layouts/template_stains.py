"""The diseases of the template file: which cells, how many rows, and what is done to them."""

from recoudre.demo.land import FORMER_COMMUNE, FORMER_COMMUNE_NAME, MERGED_COMMUNE
from recoudre.demo.stains import (
    Row,
    Stain,
    change,
    drift,
    drop_zero,
    empty,
    place_at,
    put,
    reverse_date,
    swap_axes,
    use_commas,
    use_lambert_93,
)
from recoudre.vocabulary.records import DoubtName, RepairName


def _is_merged(row: Row) -> bool:
    return row["code_insee"] == MERGED_COMMUNE


def _is_in_town(row: Row) -> bool:
    return row["code_postal"] == "96000"


def _has_point(row: Row) -> bool:
    return bool(row["latitude"])


def _lost_a_zero(row: Row) -> bool:
    return row["code_postal"].startswith("0")


def _has_street(row: Row) -> bool:
    return row["adresse"][:1].isdigit()


def _use_former_commune(row: Row) -> None:
    row["code_insee"], row["commune"] = FORMER_COMMUNE, FORMER_COMMUNE_NAME


STAINS: tuple[Stain, ...] = (
    # Rare rows first, while they are sound.
    Stain(RepairName.FORMER_COMMUNE, "code_insee", 4, _use_former_commune, _is_merged),
    Stain(RepairName.LEADING_ZERO, "code_postal", 2, drop_zero("code_postal"), _lost_a_zero),
    Stain(RepairName.CEDEX, "commune", 4, change("commune", "{commune} CEDEX"), _is_in_town),
    # Positions.
    Stain(RepairName.DECIMAL_COMMA, "latitude", 18, use_commas),
    Stain(RepairName.SWAPPED_AXES, "latitude", 7, swap_axes),
    Stain(RepairName.LAMBERT_93, "latitude", 8, use_lambert_93),
    Stain(RepairName.NULL_ISLAND, "latitude", 4, place_at("0", "0")),
    Stain(RepairName.COMMUNE_BY_NAME, "code_insee", 9, empty("code_insee")),
    Stain(RepairName.COMMUNE_BY_POINT, "code_insee", 4,
          empty("code_insee", "commune", "code_postal"), _has_point),
    Stain(DoubtName.POINT_OUTSIDE_COMMUNE, "latitude", 5, drift),
    Stain(DoubtName.POINT_OUTSIDE_FRANCE, "latitude", 2, place_at("48.20849", "16.37208")),
    Stain(DoubtName.POINT_UNREADABLE, "latitude", 3, place_at("près du lavoir", "")),
    # Contacts.
    Stain(RepairName.LEADING_ZERO, "telephone", 9, drop_zero("telephone")),
    Stain(RepairName.SEVERAL_PHONES, "telephone", 4,
          change("telephone", "{telephone} ou 05 36 49 98 76")),
    Stain(RepairName.SEVERAL_EMAILS, "courriel", 5,
          change("courriel", "{courriel}, bureau@example.org")),
    Stain(RepairName.TEXT_AROUND, "telephone", 3,
          change("telephone", "{telephone} (laisser sonner)")),
    Stain(RepairName.URL_SCHEME, "site_web", 14, put("site_web", "www.example.org/ormance")),
    Stain(DoubtName.PHONE_UNREADABLE, "telephone", 3,
          put("telephone", "demander à la boulangerie")),
    Stain(DoubtName.EMAIL_UNREADABLE, "courriel", 3, put("courriel", "contact chez example.org")),
    Stain(DoubtName.URL_UNREADABLE, "site_web", 3, put("site_web", "page du village")),
    # Texts, codes and days.
    Stain(RepairName.PLACEHOLDER, "telephone", 14, put("telephone", "#N/D", "NC", "-", "néant"),
          lambda row: not row["telephone"]),
    Stain(RepairName.WHITESPACE, "nom", 10, change("nom", "  {nom}  ")),
    Stain(RepairName.WHITESPACE, "adresse", 3, change("adresse", "{adresse}\n")),
    Stain(RepairName.ESCAPES, "adresse", 2, change("adresse", r"{adresse}\x20"), _has_street),
    Stain(RepairName.POSTCODE_IN_ADDRESS, "adresse", 7,
          change("adresse", "{adresse} {code_postal} {commune}"), _has_street),
    Stain(RepairName.READ_AS_NUMBER, "code_postal", 3, change("code_postal", "{code_postal}.0")),
    Stain(RepairName.DATE_FORMAT, "dit_vrai_le", 20, reverse_date("dit_vrai_le")),
    Stain(DoubtName.DATE_UNREADABLE, "dit_vrai_le", 3, put("dit_vrai_le", "au printemps")),
    Stain(DoubtName.DATE_IN_FUTURE, "dit_vrai_le", 2, put("dit_vrai_le", "01/06/2126")),
    Stain(DoubtName.HOURS_UNREADABLE, "horaires", 6, put(
        "horaires", "le mercredi après l’école", "quand le volet est ouvert", "sur un coup de fil",
    )),
    Stain(DoubtName.VALUE_UNKNOWN, "cout", 3, put("cout", "pas cher")),
    Stain(DoubtName.VALUE_UNKNOWN, "publics", 3, put("publics", "les copains")),
)  # fmt: skip
