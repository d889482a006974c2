"""The facets of an occasion as one long table, where unknown is a value of its own."""

import ibis
from ibis import _

from recoudre.analysis.conventions import ALL, UNKNOWN
from recoudre.analysis.states import Facet
from recoudre.analysis.tables import require_columns
from recoudre.vocabulary.lists import LIFE_STEP_OF_DOMAIN

SINGLE_FACETS = (Facet.KIND, Facet.SECTOR, Facet.COST)


def list_facets(
    occasions: ibis.Table,
    bonds: ibis.Table,
    domains: ibis.Table,
    audiences: ibis.Table,
    openings: ibis.Table,
) -> ibis.Table:
    """List every value of every facet of every occasion, unknown included.

    Reads
        occasions: id int64, unique; commune_code, kind string; sector, cost string, null where
                   unknown
        bonds, domains, audiences, openings: occasion_id int64; bond, domain, audience, band
                   string. An occasion without a row there is unknown on that facet.

    Returns
        occasion_id int64; commune_code, facet, value string, never null; unique as a whole.
        `value` is "unknown" where nobody said; "all" on the facet "all", which every occasion has
        once. A life step comes from the domains; a domain of no closed list has no step.

    Example
        >>> one = {"occasion_id": [1]}
        >>> facets = list_facets(
        ...     ibis.memtable({"id": [1], "commune_code": ["26114"], "kind": ["place"],
        ...                    "sector": ["commune"], "cost": [None]},
        ...                   schema={"id": "int64", "commune_code": "string", "kind": "string",
        ...                           "sector": "string", "cost": "string"}),
        ...     ibis.memtable(one | {"bond": ["elective"]}),
        ...     ibis.memtable(one | {"domain": ["reading"]}),
        ...     ibis.memtable(one | {"audience": ["everyone"]}),
        ...     ibis.memtable(one | {"band": ["saturday"]}),
        ... )
        >>> rows = facets.order_by("facet").to_pyarrow().to_pydict()
        >>> dict(zip(rows["facet"], rows["value"]))["life_step"]
        'achieve'
        >>> dict(zip(rows["facet"], rows["value"]))["cost"]
        'unknown'
    """
    columns = [facet.value for facet in SINGLE_FACETS]
    occasions = require_columns("occasions", occasions, "id", "commune_code", *columns)
    bonds = require_columns("bonds", bonds, "occasion_id", "bond")
    domains = require_columns("domains", domains, "occasion_id", "domain")
    audiences = require_columns("audiences", audiences, "occasion_id", "audience")
    openings = require_columns("openings", openings, "occasion_id", "band")
    return ibis.union(
        _facet_of(occasions, Facet.ALL, ibis.literal(ALL)),
        *(_facet_of(occasions, facet, occasions[facet.value]) for facet in SINGLE_FACETS),
        _facet_beside(occasions, Facet.BOND, bonds),
        _facet_beside(occasions, Facet.DOMAIN, domains),
        _facet_beside(occasions, Facet.LIFE_STEP, _list_life_steps(domains)),
        _facet_beside(occasions, Facet.AUDIENCE, audiences),
        _facet_beside(occasions, Facet.BAND, openings),
    )


def _facet_of(occasions: ibis.Table, facet: Facet, value: ibis.Value) -> ibis.Table:
    return occasions.select(
        occasion_id=_.id,
        commune_code=_.commune_code,
        facet=ibis.literal(facet.value),
        value=value.fill_null(UNKNOWN),
    )


def _facet_beside(occasions: ibis.Table, facet: Facet, tags: ibis.Table) -> ibis.Table:
    """Read a facet kept in a table of its own, where an occasion may have several values."""
    distinct = tags.select(tagged_id=_.occasion_id, value=_[facet.value]).distinct()
    joined = occasions.left_join(distinct, occasions.id == distinct.tagged_id)
    return _facet_of(joined, facet, joined.value)


def _list_life_steps(domains: ibis.Table) -> ibis.Table:
    steps = ibis.memtable(
        {
            "domain": [domain.value for domain in LIFE_STEP_OF_DOMAIN],
            "life_step": [step.value for step in LIFE_STEP_OF_DOMAIN.values()],
        }
    )
    return domains.join(steps, "domain").select("occasion_id", "life_step")
