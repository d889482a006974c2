"""From what a form says to what testimony stores, and back to what a form shows."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from recoudre.design.french import write_phone
from recoudre.inventory.forms.fields import clean_text
from recoudre.inventory.forms.proposals import ProposalForm
from recoudre.inventory.forms.rhythm import keep_past, list_rows
from recoudre.inventory.forms.schedule_values import tell_regular
from recoudre.vocabulary.lists import Mark

TEXTS = (
    "name", "kind", "address", "hours_note", "summary", "description", "cost", "cost_note",
    "screen", "phone", "email", "website",
)  # fmt: skip
CONTACTS = ("phone", "email")
Values = dict[str, Any]


def read_initial(visible: Mapping[str, Any], commune: str, today: date) -> Values:
    """Read what the form of a change shows from the visible values."""
    steward = visible.get("steward", {})
    ticked = [f"{tag['bond']}:{tag['foundation']}" for tag in visible.get("bonds", ())]
    return {
        **{name: clean_text(visible.get(name, "")) for name in TEXTS},
        "phone": write_phone(visible.get("phone", "")),
        "commune": commune,
        "audiences": list(visible.get("audiences", ())),
        "domains": [tag["domain"] for tag in visible.get("domains", ())],
        "counted_on": [one for one in ticked if one.endswith("protection")],
        "counted_for": [one for one in ticked if one.endswith("recognition")],
        "steward_name": steward.get("name", ""),
        "steward_sector": steward.get("sector", ""),
        **(list_rows(visible.get("timings", []), today) or {}),
        **tell_regular(visible.get("schedule", {}), visible.get("commune_code", ""), today),
    }


def read_values(form: ProposalForm, today: date) -> Values:
    """Read all that a valid form says, as testimony stores it; the unknown is there, empty."""
    said, visible = form.cleaned_data, form.visible
    return {
        **{name: _keep_text(form, name) for name in TEXTS},
        "commune_code": form.territory.code if form.territory else "",
        "audiences": _keep_order(said["audiences"], visible.get("audiences", [])),
        "bonds": _tag_bonds([*said["counted_on"], *said["counted_for"]], visible.get("bonds", ())),
        "domains": _tag_domains(said["domains"], visible.get("domains", ())),
        "steward": _read_steward(said, visible.get("steward", {})),
        "timings": _read_timings(form, today),
        "schedule": said["schedule"],
    }


def split_contacts(values: Values, *, is_consented: bool) -> tuple[Values, Values]:
    """Split what may be published from the contacts that nobody agreed to make public."""
    if is_consented:
        return values, {}
    private = {name: values[name] for name in CONTACTS if values.get(name)}
    return {name: value for name, value in values.items() if name not in private}, private


def keep_known(values: Values) -> Values:
    """Keep what is known, for a new occasion."""
    return {name: value for name, value in values.items() if value}


def keep_changed(values: Values, visible: Mapping[str, Any]) -> Values:
    """Keep what differs from what its author saw; an emptied value is there, empty."""
    return {
        name: value for name, value in values.items() if value != visible.get(name, type(value)())
    }


def _keep_text(form: ProposalForm, name: str) -> str:
    """Keep the very text that was visible when its author left it as it was shown."""
    said, shown = form.cleaned_data[name], form.initial.get(name)
    held: str = form.visible.get(name, "")
    is_untouched = form.visible and said.split() == clean_text(shown).split()
    return held if is_untouched else said


def _keep_order(ticked: list[str], held: list[str]) -> list[str]:
    """Keep the order that was held when the same values are ticked."""
    return held if set(ticked) == set(held) else ticked


def _tag_bonds(ticked: Sequence[str], held: Sequence[Values]) -> list[Values]:
    """Tag bonds as stated; those that were there keep who set them."""
    known = {f"{tag['bond']}:{tag['foundation']}": tag for tag in held}
    kept = [tag for key, tag in known.items() if key in ticked or not tag["foundation"]]
    return kept + [
        {"bond": bond, "foundation": foundation, "mark": Mark.STATED.value}
        for bond, _colon, foundation in (key.partition(":") for key in ticked if key not in known)
    ]


def _tag_domains(ticked: Sequence[str], held: Sequence[Values]) -> list[Values]:
    known = {tag["domain"] for tag in held}
    kept = [tag for tag in held if tag["domain"] in ticked]
    return kept + [{"domain": one, "mark": Mark.STATED.value} for one in ticked if one not in known]


def _read_steward(said: Values, held: Mapping[str, Any]) -> Values:
    """Read who answers for it; the identifiers go with the name that they are of."""
    if not said["steward_name"]:
        return {}
    named = {"name": said["steward_name"], "sector": said["steward_sector"]}
    is_same = held.get("name") == said["steward_name"]
    codes = {code: held.get(code, "") if is_same else "" for code in ("siret", "rna")}
    return named | codes


def _read_timings(form: ProposalForm, today: date) -> list[dict[str, str]]:
    """Read the dates; those that are past, and what was said of those kept, stay as they were."""
    held: list[dict[str, str]] = form.visible.get("timings", [])
    if list_rows(held, today) is None:
        return held
    known = {(one["starts_at"], one.get("ends_at")): one for one in held}
    typed: list[dict[str, str]] = form.cleaned_data["timings"]
    coming = [known.get((one["starts_at"], one.get("ends_at")), one) for one in typed]
    return keep_past(held, today) + coming
