"""Who comes to the site in the journeys: how each enters, reads their mail, takes their time."""

import email
import email.policy
import re
from dataclasses import replace

from django.test import override_settings
from playwright.sync_api import Page

from recoudre.inventory.forms.seals import read_seal
from tests.journeys.conftest import Visitor
from tests.journeys.served import Site

MODERATOR = "Entrer comme modératrice de démonstration"
HELPER = "Entrer comme aidante de démonstration"
# Longer than the form asks for: the site refuses whoever fills it faster than a person can.
READING_SECONDS = 60


def enter_as(visitor: Visitor, who: str, *, to: str) -> Page:
    """Enter by a button of the demonstration, and arrive at a page."""
    page = visitor.open(f"/compte/entrer?next={to}")
    page.get_by_role("button", name=who).click()
    page.wait_for_url(f"**{to}")
    return page


def enter_by_mail(visitor: Visitor, site: Site, address: str, *, to: str) -> Page:
    """Enter with the code that a mail brings, and arrive at a page."""
    page = visitor.open(f"/compte/entrer?next={to}")
    page.get_by_label("courriel").fill(address)
    page.get_by_role("button", name="Recevoir un code").click()
    code = re.search(r"\b\d{4}-?\d{4}\b", read_last_mail(site, address)).group()
    page.get_by_label("code").fill(code)
    page.get_by_role("button", name="Entrer", exact=True).click()
    page.wait_for_url(f"**{to}")
    return page


def read_last_mail(site: Site, address: str) -> str:
    """Read the last mail that left for an address."""
    kept = sorted((site.home / "mail").iterdir(), key=lambda file: file.stat().st_mtime_ns)
    mails = [
        email.message_from_bytes(one, policy=email.policy.default)
        for file in kept
        for one in file.read_bytes().split(b"-" * 79)
        if one.strip()
    ]
    return plain([one.get_content() for one in mails if address in str(one["To"])][-1])


def take_time(page: Page, site: Site) -> None:
    """Have had the form under one's eyes for a minute, without making the tests wait for it."""
    field = page.locator("form.propose input[name=seal]")
    with override_settings(SECRET_KEY=(site.home / "secret-key").read_text(encoding="utf-8")):
        shown = read_seal(field.input_value())
        seal = replace(shown, shown_at=shown.shown_at - READING_SECONDS).text
    field.evaluate("(one, text) => { one.value = text; }", seal)


def read_text(page: Page) -> str:
    """Read a page as its visitor does, with plain spaces."""
    return plain(page.locator("main").inner_text())


def plain(text: str) -> str:
    """Give a text without its no-break spaces."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")
