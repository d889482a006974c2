"""The mails that ask whether an occasion is still true: plain text, three links each."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from recoudre.design.addresses import write_absolute
from recoudre.inventory.links import LINK_DAYS, write_link
from recoudre.inventory.models import Occasion


def write_subject(occasions: Sequence[Occasion]) -> str:
    """Write the subject of a mail about these occasions, on one line."""
    if len(occasions) == 1:
        name = " ".join(occasions[0].name.split())
        return _("« %(name)s » : est-ce toujours vrai ?") % {"name": name[:120]}
    return _("Vos %(count)s fiches : est-ce toujours vrai ?") % {"count": len(occasions)}


def write_reminder(pairs: Sequence[tuple[Occasion, str]]) -> str:
    """Write a mail from pairs of an occasion and the token of its link."""
    parts = [
        _("Bonjour,"),
        _(
            "Des habitants cherchent près de chez eux ce que vous animez. Dites-leur si c’est "
            "toujours vrai : un clic suffit, sans compte ni mot de passe."
        ),
        *(_write_one(occasion, token) for occasion, token in pairs),
        _(
            "Ces liens sont à vous : ne les transmettez pas. Chacun sert une fois, pendant "
            "%(days)s jours. Sans réponse de votre part, rien n’est effacé ; la fiche dira "
            "seulement que personne ne l’a confirmée."
        )
        % {"days": LINK_DAYS},
        _("Ne plus montrer ce courriel ou ce téléphone : %(link)s")
        % {"link": write_absolute("/mes-contacts")},
        _("L’équipe de l’observatoire du lien social"),
    ]
    return "\n\n".join(parts) + "\n"


def _write_one(occasion: Occasion, token: str) -> str:
    head = f"{occasion.name} ({occasion.territory.name})"
    return "\n".join(
        [
            head,
            "-" * min(len(head), 60),
            _("Toujours vrai :   %(link)s") % {"link": write_link(token)},
            _("À changer :       %(link)s") % {"link": write_link(token, "changer")},
            _("C’est fini :      %(link)s") % {"link": write_link(token, "fini")},
        ]
    )


def write_claim_subject() -> str:
    """Write the subject of the mail that carries the code of a claim."""
    return _("Votre code pour répondre de votre fiche")


def write_claim_code_mail(occasion: Occasion, code: str) -> str:
    """Write the mail that carries the code of a claim."""
    parts = [
        _("Bonjour,"),
        _("Quelqu’un, avec cette adresse, dit répondre de « %(name)s ».")
        % {"name": " ".join(occasion.name.split())},
        _("Si c’est vous, tapez ce code : %(code)s") % {"code": code},
        write_absolute(f"/occasion/{occasion.pk}/repondre"),
        _("Il sert deux jours. Si ce n’est pas vous, ne faites rien : rien ne change."),
        _("L’équipe de l’observatoire du lien social"),
    ]
    return "\n\n".join(parts) + "\n"
