"""The values that nobody mentions on a territory."""

import ibis
from ibis import _

from recoudre.analysis.membership import list_members
from recoudre.analysis.states import Facet
from recoudre.analysis.tables import require_columns
from recoudre.vocabulary.lists import Audience, Bond, Domain, Labelled

CLOSED_LISTS: dict[Facet, type[Labelled]] = {
    Facet.BOND: Bond,
    Facet.DOMAIN: Domain,
    Facet.AUDIENCE: Audience,
}


def list_unspoken(facets: ibis.Table, territories: ibis.Table, sources: ibis.Table) -> ibis.Table:
    """List the bonds, domains and audiences that no occasion of a territory mentions.

    Answers: of what, and of whom, does nobody speak here?

    Reads
        facets:      the rows of `portrait.list_facets`
        territories: code, level, epci_code, department_code, region_code string
        sources:     source string, unique; covers string, domains separated by spaces

    Returns
        code, level, facet, value string, never null: a value of a closed list that no occasion
                 of the territory has. It may exist here: nobody said so.
        occasions_elsewhere int64, occasions that have it in the whole observation, >= 0. With 0,
                 no source speaks of it anywhere: the silence is ours.
        sources_covering    int64, imported sources that say they cover the domain; null for the
                 other facets, which sources do not declare
        One row per territory and missing value, in no particular order, lazy: filter by code.

    Raises
        MissingColumnsError: a table lacks a column listed under "Reads".
    """
    facets = require_columns("facets", facets, "occasion_id", "commune_code", "facet", "value")
    members = list_members(territories)
    spoken = facets.select("commune_code", "facet", "value").distinct()
    present = spoken.join(members, "commune_code").select("code", "facet", "value").distinct()
    every = members.select("code", "level").distinct().cross_join(_describe_values(facets, sources))
    return every.anti_join(present, ["code", "facet", "value"])


def _describe_values(facets: ibis.Table, sources: ibis.Table) -> ibis.Table:
    elsewhere = facets.group_by("facet", "value").agg(n=_.occasion_id.nunique())
    values = _list_values()
    covering = _count_covering(sources)
    joined = values.left_join(elsewhere, ["facet", "value"]).drop("facet_right", "value_right")
    joined = joined.left_join(covering, joined.value == covering.covered)
    is_domain = _.facet == Facet.DOMAIN.value
    return joined.select(
        "facet",
        "value",
        occasions_elsewhere=_.n.fill_null(0),
        sources_covering=ibis.ifelse(is_domain, _.covering.fill_null(0), ibis.null("int64")),
    )


def _list_values() -> ibis.Table:
    pairs = [(facet.value, item.value) for facet, items in CLOSED_LISTS.items() for item in items]
    return ibis.memtable(
        {"facet": [facet for facet, _value in pairs], "value": [value for _facet, value in pairs]}
    )


def _count_covering(sources: ibis.Table) -> ibis.Table:
    """Count the sources that declare each domain, by whole words of `covers`."""
    sources = require_columns("sources", sources, "source", "covers")
    domains = ibis.memtable({"covered": [domain.value for domain in Domain]})
    spaced = sources.mutate(words=" " + _.covers + " ")
    declared = spaced.cross_join(domains).filter(_.words.contains(" " + _.covered + " "))
    return declared.group_by("covered").agg(covering=_.source.nunique())
