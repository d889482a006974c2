"""The short form of an occasion: the ten lines of the paper sheet, in the same order."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from recoudre.inventory.forms.fields import EmailField, PhoneField, PlainField
from recoudre.inventory.forms.proposals import find_commune
from recoudre.inventory.forms.regular import RegularForm
from recoudre.inventory.forms.schedule_values import tell_regular
from recoudre.territories.models import Territory
from recoudre.vocabulary.lists import Channel, Cost, Kind

UNKNOWN = ("", gettext_lazy("on ne sait pas"))
# The names of the stored values that are typed as they are.
TEXTS = ("name", "kind", "address", "hours_note", "phone", "email", "cost", "summary")


class SheetForm(RegularForm):
    """What one paper sheet says of one occasion; `read_values` tells it as testimony stores it."""

    name = PlainField(
        label=gettext_lazy("Nom du lieu, du moment ou du projet"), max_length=300, required=True,
        error_messages={"required": gettext_lazy("Écrivez son nom.")},
    )  # fmt: skip
    kind = forms.ChoiceField(label=gettext_lazy("C’est…"), initial=Kind.PLACE)
    commune = PlainField(
        label=gettext_lazy("Commune"), max_length=200, required=True,
        error_messages={"required": gettext_lazy("Écrivez la commune, ou son code postal.")},
    )  # fmt: skip
    address = PlainField(label=gettext_lazy("Adresse, ou endroit"), max_length=400)
    hours_note = PlainField(label=gettext_lazy("Quand : jours, heures, dates"), max_length=500)
    steward = PlainField(label=gettext_lazy("Qui l’anime"), max_length=300)
    phone = PhoneField(label=gettext_lazy("Téléphone public"), max_length=60)
    email = EmailField(label=gettext_lazy("Courriel public"), max_length=254)
    cost = forms.ChoiceField(label=gettext_lazy("Ce que cela coûte"), required=False)
    summary = PlainField(label=gettext_lazy("Ce que l’on y fait"), max_length=1000)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(one.value, _(one.label)) for one in Kind]  # type: ignore[attr-defined]
        self.fields["cost"].choices = [  # type: ignore[attr-defined]
            UNKNOWN, *((one.value, _(one.label)) for one in Cost)
        ]  # fmt: skip

    def clean_commune(self) -> Territory:
        """Find the commune that somebody names, by name, postcode or code."""
        commune, others = find_commune(self.cleaned_data["commune"])
        if commune is not None:
            return commune
        if not others:
            raise forms.ValidationError(
                _("Nous ne connaissons pas cette commune. Essayez son code postal.")
            )
        names = ", ".join(f"{one.name} ({one.code})" for one in others[:5])
        raise forms.ValidationError(
            _("Plusieurs communes portent ce nom : %(names)s. Écrivez le code de la bonne.")
            % {"names": names}
        )

    def read_values(self) -> dict[str, Any]:
        """Read what is said, as testimony stores it; what is empty has no key."""
        told = {name: self.cleaned_data[name] for name in TEXTS}
        told["commune_code"] = self.cleaned_data["commune"].code
        told["steward"] = _tell_steward(self.cleaned_data["steward"])
        told["schedule"] = self.cleaned_data["schedule"]
        return {name: value for name, value in told.items() if value}

    def read_changes(self, visible: Mapping[str, Any]) -> dict[str, Any]:
        """Read only what differs from what an occasion shows; what was emptied is "".

        Parameters
            visible: as `telling.tell_visible` tells it.
        """
        told = self.read_values()
        emptied: dict[str, Any] = {
            name: "" for name in TEXTS if visible.get(name) and name not in told
        }
        if visible.get("schedule") and "schedule" not in told:
            emptied["schedule"] = {}
        if visible.get("steward", {}).get("name") == told.get("steward", {}).get("name"):
            told.pop("steward", None)
        changed = {name: value for name, value in told.items() if visible.get(name) != value}
        return changed | emptied


class TypedSheetForm(SheetForm):
    """A sheet typed in for somebody, who agreed to it."""

    agreed = forms.BooleanField(
        label=gettext_lazy("La personne est d’accord pour que ces lignes soient publiées"),
        error_messages={
            "required": gettext_lazy("Sans l’accord de la personne, rien n’est gardé.")
        },
    )  # fmt: skip


class SpokenSheetForm(TypedSheetForm):
    """A sheet typed in by a helper while somebody speaks, on the phone or from a paper."""

    channel = forms.ChoiceField(label=gettext_lazy("Comment la personne vous l’a dit"))
    message = PlainField(
        label=gettext_lazy("Un mot pour la modération, sans nom de personne"), max_length=1000
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["channel"].choices = [  # type: ignore[attr-defined]
            (Channel.HELPER.value, _("de vive voix, près de vous")),
            (Channel.PHONE.value, _("au téléphone")),
            (Channel.PAPER.value, _("sur un papier signé")),
        ]


def tell_initial(values: Mapping[str, Any], commune: Territory) -> dict[str, Any]:
    """Tell stored values as the form first shows them."""
    shown = {name: values.get(name, "") for name in TEXTS}
    return {
        **shown,
        "commune": f"{commune.name} ({commune.code})",
        "steward": values.get("steward", {}).get("name", ""),
        **tell_regular(values.get("schedule", {}), commune.code, timezone.localdate()),
    }


def _tell_steward(name: str) -> dict[str, str]:
    return {"name": name, "sector": "", "siret": "", "rna": ""} if name else {}
