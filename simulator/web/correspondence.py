"""Words of accounts, links, letters and reminders."""

from flask_babel import lazy_gettext

_l = lazy_gettext

DOORS = {
    "unknown": (
        _l("This link is not one of ours"),
        _l("Check that it was copied whole. If it was, ask your administrator for a new one."),
    ),
    "used": (
        _l("This link was used already"),
        _l(
            "Sign in with the password you chose. If you have forgotten it, ask your administrator for a new link."
        ),
    ),
    "expired": (
        _l("This link has expired"),
        _l("Ask your administrator for a new one. Your account is as it was."),
    ),
    "revoked": (
        _l("This link was taken back"),
        _l("A newer one may be in your mail. If not, ask your administrator."),
    ),
}
"""State of a link that sets a password → title and what to do."""
ADDRESS_DOORS = {
    "unknown": (
        _l("This link is not one of ours"),
        _l("Check that it was copied whole, or ask for a new one in your profile."),
    ),
    "used": (_l("This link was used already"), _l("The address counts. There is nothing more to do.")),
    "expired": (
        _l("This link has expired"),
        _l("The old address holds. Ask for a new link in your profile."),
    ),
    "revoked": (
        _l("This link was taken back"),
        _l("The old address holds. A newer link may be in your mail."),
    ),
}
"""State of a link that confirms an address → title and what to do."""
MAIL_STATES = {
    "waiting": _l("waits"), "sending": _l("is being sent"), "sent": _l("taken by the server"),
    "failed": _l("not sent"), "unclear": _l("may not have arrived"),
}  # fmt: skip
MAIL_PROBLEMS = {
    "unreachable": _l(
        "The mail server did not answer. Check smtp_host, smtp_port and the firewall; it is tried again by itself."
    ),
    "tls": _l("No secure connection came about. Check smtp_security and the certificate of the server."),
    "sign-in": _l("The mail server refused login or password. Check smtp_user and smtp_password."),
    "sender": _l(
        "The mail server refuses the sender. Check mail_from: the server must be allowed to send for it."
    ),
    "recipient": _l(
        "The mail server refuses the address. Correct it on the person's page and make a new link."
    ),
    "server": _l(
        "The mail server refused the letter; its words stand beside. Ask who runs it, then send again."
    ),
    "later": _l("The mail server asked to try later; that happens by itself."),
    "lost": _l(
        "The connection broke after the letter had been handed over, so it may have arrived. Ask the person, then send again if it has not."
    ),
    "dead-link": _l(
        "The link in it was used, taken back or has expired, so its text was wiped. Send again makes a new link for a password; a new address is asked for in the profile."
    ),
    "renewed": _l("A letter with a new link was written in its place."),
    "secret": _l("The letter was sealed with another secret key of this installation. Make it anew."),
}
"""What went wrong with a letter → what to do."""
MAIL_KINDS = {
    "invitation": _l("Invitation"), "reset": _l("New password"), "assessment": _l("Invitation to an assessment"),
    "reminders": _l("Reminders"), "trial": _l("Trial letter"), "address": _l("Confirmation of an address"),
    "address-notice": _l("Notice of a new address"),
}  # fmt: skip
ACCOUNT_LINKS = {
    "none": _l("no link"), "good": _l("link waits"), "used": _l("link used"), "expired": _l("link expired"),
    "revoked": _l("link taken back"),
}  # fmt: skip
ENTRY_FIELDS = {
    "name": _l("name"), "language": _l("language"), "email": _l("e-mail"), "lead": _l("lead"), "role": _l("role"),
}  # fmt: skip
CORRESPONDENCE = {
    "mail_state": MAIL_STATES,
    "mail_problem": MAIL_PROBLEMS,
    "mail_kind": MAIL_KINDS,
    "account_link": ACCOUNT_LINKS,
    "entry_field": ENTRY_FIELDS,
}
"""For the ``label`` filter."""
