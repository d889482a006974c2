"""Rows of findings, written by hand: the smallest that a test may read."""

from recoudre.indicators.packing import Columns
from recoudre.indicators.reading import GapRow, PortraitRow, StandingRow

RESIDENTS = 1000


def make_row(facet: str, value: str, n: int, total: int = 10, **changes: object) -> PortraitRow:
    """Make one row of a portrait: n of `total` occasions, among 1,000 residents."""
    values = {
        "code": "26114",
        "level": "commune",
        "facet": facet,
        "value": value,
        "n": n,
        "occasions": total,
        "share": n / total,
        "communes": 1,
        "residents": RESIDENTS,
        "per_1000": float(n),
        "per_1000_low": n / 2,
        "per_1000_high": n * 2.0,
    }
    return PortraitRow(**(values | changes))


def make_gap(verdict: str, **changes: object) -> GapRow:
    """Make one row of gaps: one-person households beside elective bonds."""
    values = {
        "code": "26114",
        "indicator": "living_alone",
        "bond": "elective",
        "verdict": verdict,
        "insufficiency": None,
        "year": 2017,
        "need": 42.0,
        "need_position": "high",
        "need_low_bound": 25.0,
        "need_high_bound": 30.0,
        "access": 0.2,
        "access_position": "low",
        "access_low_bound": 0.3,
        "access_high_bound": 0.5,
        "occasions_in_reach": 4,
        "blurred_in_reach": 1,
        "occasions_around": 9,
        "coverage": "sufficient",
        "group_from": 2000,
        "group_to": 9999,
        "group_size": 41,
        "chance": 0.001,
        "false_share": 0.02,
    }
    return GapRow(**(values | changes))


def make_unsaid_gap(reason: str, **changes: object) -> GapRow:
    """Make one row of gaps of which nothing can be said."""
    nothing = {"insufficiency": reason, "need_position": None, "access_position": None}
    return make_gap("insufficient_data", **(nothing | changes))


def make_standing(verdict: str, codes: str, **changes: object) -> StandingRow:
    """Make one row of standings: one-person households beside elective bonds."""
    values = {
        "code": "26",
        "level": "departement",
        "indicator": "living_alone",
        "bond": "elective",
        "verdict": verdict,
        "need_position": "high",
        "access_position": "low",
        "communes": len(codes.split()),
        "commune_codes": codes,
    }
    return StandingRow(**(values | changes))


def make_unsaid_standing(codes: str, **changes: object) -> StandingRow:
    """Make one row of standings of which nothing can be said."""
    nothing = {"need_position": None, "access_position": None}
    return make_standing("insufficient_data", codes, **(nothing | changes))


def lay_columns(rows: list[object]) -> Columns:
    """Lay rows column by column, as findings keep them."""
    names = [name for name in rows[0].__slots__ if name != "code"]
    return {name: [getattr(row, name) for row in rows] for name in names}


def plain(text: str) -> str:
    """Write a text with plain spaces, to be compared by eye."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")
