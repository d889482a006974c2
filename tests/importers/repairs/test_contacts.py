"""E-mails, telephones and web addresses."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recoudre.importers.repairs import mend_email, mend_phone, mend_url
from recoudre.importers.repairs.contacts import MAX_URL_LENGTH, format_phone
from recoudre.vocabulary.records import Doubt, DoubtName, RepairName


def _names(mended):
    return [repair.name for repair in mended.repairs]


@pytest.mark.parametrize("between", [" - ", ";", ", ", " / ", "\n", " ou "])
def test_the_first_of_several_emails_is_kept(between):
    mended = mend_email(f"mairie@x.fr{between}accueil@x.fr", "mail")

    assert mended.value == "mairie@x.fr"
    assert RepairName.SEVERAL_EMAILS in _names(mended)


@pytest.mark.parametrize(
    "cell", ["mfs@ville-louvres", "contact chez x.fr", "a@b@c.fr", "mds@cc x.fr"]
)
def test_an_email_that_cannot_be_read_is_doubtful(cell):
    mended = mend_email(cell, "mail")

    assert (mended.value, mended.doubts) == (
        "",
        (Doubt(DoubtName.EMAIL_UNREADABLE, "mail", cell),),
    )


def test_words_around_an_email_are_said_to_be_removed():
    mended = mend_email("Courriel : mairie@x.fr", "mail")

    assert (mended.value, _names(mended)) == ("mairie@x.fr", [RepairName.TEXT_AROUND])


@pytest.mark.parametrize(
    "cell",
    ["04 75 46 43 62", "0475464362", "04.75.46.43.62", "+33475464362", "+33 4 75 46 43 62",
     "0033475464362", "+33 (0)4 75 46 43 62", "04-75-46-43-62", "475464362", "475464362.0"],
)  # fmt: skip
def test_a_phone_is_written_in_the_national_form(cell):
    assert mend_phone(cell, "tel").value == "04 75 46 43 62"


def test_a_phone_that_lost_its_zero_says_so():
    assert _names(mend_phone("475464362", "tel")) == [RepairName.LEADING_ZERO]


@pytest.mark.parametrize(
    ("cell", "phone"),
    [
        ("+262262334565", "02 62 33 45 65"),
        ("+590590417497", "05 90 41 74 97"),
        ("+269269662010", "02 69 66 20 10"),
        ("3646", "3646"),
        ("36 46", "3646"),
    ],
)
def test_overseas_prefixes_and_short_numbers_are_read(cell, phone):
    assert mend_phone(cell, "tel").value == phone


@pytest.mark.parametrize("between", [" / ", " ou ", ";", "\n", ", "])
def test_the_first_of_several_phones_is_kept(between):
    mended = mend_phone(f"04 75 46 43 62{between}05 36 49 98 76", "tel")

    assert mended.value == "04 75 46 43 62"
    assert RepairName.SEVERAL_PHONES in _names(mended)


def test_words_around_a_phone_are_said_to_be_removed():
    mended = mend_phone("04 75 46 43 62 (laisser sonner)", "tel")

    assert (mended.value, _names(mended)) == ("04 75 46 43 62", [RepairName.TEXT_AROUND])


@pytest.mark.parametrize("cell", ["voir en mairie", "04 75 46", "00 00 00 00 00", "123456789012"])
def test_a_phone_that_cannot_be_read_is_doubtful(cell):
    mended = mend_phone(cell, "tel")

    assert (mended.value, mended.doubts) == (
        "",
        (Doubt(DoubtName.PHONE_UNREADABLE, "tel", cell),),
    )


def test_a_missing_scheme_is_added():
    mended = mend_url("www.dieulefit.fr/page?a=1", "site")

    assert mended.value == "https://www.dieulefit.fr/page?a=1"
    assert _names(mended) == [RepairName.URL_SCHEME]


def test_http_stays_as_it_is():
    assert mend_url("http://www.dieulefit.fr", "site").repairs == ()


@pytest.mark.parametrize(
    "cell",
    ["javascript:alert(1)", "JavaScript:alert(1)", "data:text/html,x", "ftp://x.fr",
     "page du village", "https://", "https://localhost", "https://u:p@x.fr",
     'https://x.fr/"onclick', "mailto:a@x.fr",
     "https://x.fr/<b>", "https://x.fr:port", f"https://x.fr/{'a' * MAX_URL_LENGTH}"],
)  # fmt: skip
def test_an_address_that_is_no_web_page_is_refused_with_a_doubt(cell):
    mended = mend_url(cell, "site")

    assert mended.value == ""
    assert [doubt.name for doubt in mended.doubts] == [DoubtName.URL_UNREADABLE]


@given(st.text(max_size=40))
def test_no_address_ever_runs_a_script(text):
    value = mend_url(text, "site").value

    assert value == "" or value.startswith(("http://", "https://"))


@given(st.text(alphabet="123456789", min_size=9, max_size=9))
def test_a_phone_survives_every_way_of_writing_it(digits):
    national = format_phone(f"0{digits}")

    assert mend_phone(f"+33{digits}", "tel").value == national
    assert mend_phone(digits, "tel").value == national
    assert mend_phone(national, "tel").repairs == ()
