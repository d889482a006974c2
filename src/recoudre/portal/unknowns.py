"""What we do not know of an occasion, in words, so that somebody may tell us."""

from django.utils.translation import gettext as _

from recoudre.inventory.models import Occasion
from recoudre.vocabulary.lists import Kind, Precision


def list_unknown(occasion: Occasion, *, has_next_date: bool) -> list[str]:
    """List what is unknown, what one needs to go there first."""
    is_gathering = occasion.kind == Kind.GATHERING
    has_hours = bool(occasion.opening_hours or occasion.hours_note)
    known = {
        _("les prochaines dates"): has_next_date or not is_gathering,
        _("les horaires"): has_hours or is_gathering,
        _("un téléphone"): occasion.phone,
        _("l’adresse"): occasion.address,
        _("la position exacte"): occasion.precision not in {Precision.COMMUNE, Precision.UNKNOWN},
        _("qui porte"): occasion.steward_id,
        _("le coût"): occasion.cost,
        _("à qui c’est ouvert"): occasion.audiences,
        _("s’il faut un écran"): occasion.screen,
        _("les liens qui s’y nouent"): occasion.bonds,
    }
    return [words for words, value in known.items() if not value]
