"""The mail that tells an imported e-mail that it is published, and the link that closes it."""

from collections.abc import Sequence

from django.core.signing import Signer
from django.utils.translation import gettext as _

from recoudre.design.addresses import write_absolute
from recoudre.inventory.models import SourceRecord

NAMED_LIMIT = 10
_SALT = "recoudre.inventory.notice"


def write_notice_token(record_id: int) -> str:
    """Write the signed token of a record: it holds no contact, and nobody can forge one."""
    return Signer(salt=_SALT).sign(str(record_id))


def read_notice_token(token: str) -> int:
    """Read the record that a token speaks of.

    Raises
        BadSignature: it was not written here.
    """
    return int(Signer(salt=_SALT).unsign(token))


def write_notice_subject() -> str:
    """Write the subject of the mail."""
    return _("Votre adresse est publiée dans un annuaire des lieux de lien")


def write_notice(records: Sequence[SourceRecord]) -> str:
    """Write the mail about the occasions that show one e-mail; the first record is its link's."""
    link = write_absolute(f"/mes-contacts?lien={write_notice_token(records[0].pk)}")
    source = records[0].source
    parts = [
        _("Bonjour,"),
        _(
            "Un observatoire du lien social recense ce qui relie les habitants. Il montre cette "
            "adresse comme contact de :"
        ),
        "\n".join(_write_one(record) for record in records[:NAMED_LIMIT]),
        *_write_rest(len(records) - NAMED_LIMIT),
        _("Elle vient de : %(source)s (%(publisher)s).")
        % {"source": source.name, "publisher": source.publisher},
        _("Si cela vous convient, vous n’avez rien à faire."),
        _("Pour qu’elle ne soit plus montrée, nulle part et pour toujours, sans compte :\n%(link)s")
        % {"link": link},
        _("Nous ne vous écrirons pas une autre fois à ce sujet."),
        _("L’équipe de l’observatoire du lien social"),
    ]
    return "\n\n".join(parts) + "\n"


def _write_one(record: SourceRecord) -> str:
    occasion = record.occasion
    return f"- {occasion.name} : {write_absolute(occasion.get_absolute_url())}"


def _write_rest(count: int) -> list[str]:
    return [_("et %(count)s autres.") % {"count": count}] if count > 0 else []
