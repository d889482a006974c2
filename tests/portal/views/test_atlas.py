"""The atlas: each initiative with how far it could be confirmed."""

from recoudre.portal.white_paper import read_named_occasions
from recoudre.vocabulary.lists import Trust
from tests.portal.conftest import open_page
from tests.stock import make_incoming, make_source


def test_every_initiative_is_there_although_nothing_was_imported(client, db):
    page = open_page(client, "/atlas")

    assert len(page.select(".atlas-entry")) == len(read_named_occasions())
    assert not page.select(".atlas-entry h3 a")


def test_what_was_not_found_says_so(client, db):
    page = open_page(client, "/atlas")

    assert "nous n’avons rien trouvé qui la décrive" in page.get_text()


def test_an_initiative_of_a_followed_territory_leads_to_its_page(client, communes, write):
    write(make_source("atlas", Trust.OPEN), make_incoming(read_named_occasions()[0].source_id))

    links = open_page(client, "/atlas").select(".atlas-entry h3 a")

    assert [link["href"].startswith("/occasion/") for link in links] == [True]


def test_a_withdrawn_initiative_has_no_page_any_more(client, communes, write):
    source, key = make_source("atlas", Trust.OPEN), read_named_occasions()[0].source_id
    write(source, make_incoming(key))
    write(source, withdrawals=[key])

    assert not open_page(client, "/atlas").select(".atlas-entry h3 a")


def test_the_white_paper_is_named(client, db):
    assert "Cercle des acteurs territoriaux" in open_page(client, "/atlas").get_text()


def test_the_atlas_is_one_query(client, db, django_assert_num_queries):
    with django_assert_num_queries(1):
        client.get("/atlas")
