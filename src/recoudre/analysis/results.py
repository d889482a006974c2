"""The rows that analysis returns, one class per table, for whoever stores or shows them.

A field that may be None is unknown: never 0. `indicators` stores these rows as they are. Pure: no
engine is loaded to read them.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PortraitRow:
    """One value of one facet of one territory: see `portrait.count_facets`."""

    code: str
    level: str
    facet: str
    value: str
    n: int
    occasions: int
    share: float
    communes: int
    residents: int | None
    per_1000: float | None
    per_1000_low: float | None
    per_1000_high: float | None


@dataclass(frozen=True, slots=True)
class DiversityRow:
    """How varied one facet of one territory is: see `portrait.compute_diversity`."""

    code: str
    level: str
    facet: str
    n: int
    unknown: int
    values_present: int | None
    effective_values: float | None


@dataclass(frozen=True, slots=True)
class AccessRow:
    """Access to one bond from one commune: see `access.shared_access`."""

    code: str
    bond: str
    per_1000: float | None
    occasions_in_reach: int | None
    blurred_in_reach: int | None
    reason: str | None


@dataclass(frozen=True, slots=True)
class GapRow:
    """One need beside one bond in one commune: see `gaps.compute_gaps`."""

    code: str
    indicator: str
    bond: str
    verdict: str
    insufficiency: str | None
    year: int | None
    need: float | None
    need_position: str | None
    need_low_bound: float | None
    need_high_bound: float | None
    access: float | None
    access_position: str | None
    access_low_bound: float | None
    access_high_bound: float | None
    occasions_in_reach: int | None
    blurred_in_reach: int | None
    occasions_around: int | None
    coverage: str | None
    group_from: int | None
    group_to: int | None
    group_size: int | None
    chance: float | None
    false_share: float | None


@dataclass(frozen=True, slots=True)
class StandingRow:
    """The communes of a wider territory in one cell: see `gaps.standings.count_standings`."""

    code: str
    level: str
    indicator: str
    bond: str
    verdict: str
    need_position: str | None
    access_position: str | None
    communes: int
    commune_codes: str | None


@dataclass(frozen=True, slots=True)
class SourceRow:
    """What one source says of one territory: see `coverage.count_by_source`."""

    code: str
    level: str
    source: str
    records: int
    residents: int | None
    per_1000: float | None
    expected: float | None
    ratio: float | None
    ratio_low: float | None
    ratio_high: float | None
    state: str


@dataclass(frozen=True, slots=True)
class UnspokenRow:
    """One value that nobody mentions in one territory: see `coverage.list_unspoken`."""

    code: str
    level: str
    facet: str
    value: str
    occasions_elsewhere: int
    sources_covering: int | None


@dataclass(frozen=True, slots=True)
class MissingFieldRow:
    """What occasions of one territory leave unsaid: see `coverage.count_missing_fields`."""

    code: str
    level: str
    field: str
    occasions: int
    missing: int
    share_missing: float


@dataclass(frozen=True, slots=True)
class WitnessAgeRow:
    """How old the last word is in one territory: see `coverage.compute_witness_age`."""

    code: str
    level: str
    occasions: int
    undated: int
    newest_days: float | None
    median_days: float | None
    oldest_days: float | None


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """Whether enough is listed around one commune: see `coverage.judge_coverage`."""

    code: str
    bond: str
    around_code: str
    occasions_around: int
    expected_around: float | None
    coverage: str
