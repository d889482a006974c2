"""What somebody types to say that an occasion is over."""

from datetime import date

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class EndForm(forms.Form):
    """Since when, or why: one of the two is enough."""

    ended_on = forms.DateField(
        label=gettext_lazy("Depuis quel jour ?"), required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": gettext_lazy("Écrivez le jour ainsi : 31/12/2026.")},
        input_formats=["%Y-%m-%d", "%d/%m/%Y", "%d/%m/%y"],
    )  # fmt: skip
    reason = forms.CharField(
        label=gettext_lazy("Pourquoi, en quelques mots ?"), max_length=300, required=False
    )

    def clean_ended_on(self) -> date | None:
        """Refuse a day to come: what ends later is a change, not an end."""
        day: date | None = self.cleaned_data["ended_on"]
        if day and day > timezone.localdate():
            raise forms.ValidationError(
                _("Ce jour est à venir. Pour une fin prochaine, choisissez « à changer ».")
            )
        return day

    def clean(self) -> dict[str, object]:
        """Ask for a day or a reason."""
        told = super().clean() or {}
        if not self.errors and not told.get("ended_on") and not told.get("reason"):
            raise forms.ValidationError(_("Donnez un jour, ou une raison : l’un des deux suffit."))
        return told
