"""Mail servers that refuse: what they say names the address, as real ones do."""

from smtplib import SMTPRecipientsRefused

from django.core.mail.backends.base import BaseEmailBackend


class RefusingBackend(BaseEmailBackend):
    """Refuses every mail, and names in its error whom it was for."""

    def send_messages(self, email_messages):
        """Refuse."""
        raise SMTPRecipientsRefused(dict.fromkeys(email_messages[0].to, (550, b"no such mailbox")))
