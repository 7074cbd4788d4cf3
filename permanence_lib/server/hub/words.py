"""What our servers say to somebody who comes by the Hub and cannot go on."""

from __future__ import annotations

from html import escape

from permanence_lib.server.words import Plain

NOT_SIGNED_IN = Plain(
    "You are not signed in",
    (
        "You have been signed out, or were not signed in yet. Nothing you have saved is lost.",
        "If you were in the middle of writing, sign in again in this same tab: your words are kept in it.",
    ),
    ("/", "Sign in"),
)
NOT_SENT = Plain(
    "Signing in did not finish",
    (
        "This browser did not begin to sign in here, or began more than ten minutes ago. Nothing was changed.",
        "If it happens again, allow cookies for this address.",
    ),
    ("/", "Try again"),
)
NOT_KNOWN = Plain(
    "Signing in did not finish",
    ("The sign-in service did not say who you are. Nothing was changed. Try again in a moment.",),
    ("/", "Try again"),
)
OUT = Plain(
    "Sign out",
    ("You are signed out here. What you have saved is kept.",),
)


def not_yours(name: str, home: str) -> Plain:
    """Whose it is not, and where their own is."""
    return Plain(
        "This workbook belongs to somebody else",
        (
            f"You are signed in as {name}. A workbook opens for the person it belongs to and for nobody else: not for colleagues "
            "or managers, and not for those who run this service.",
            "To show work to somebody, its owner sends it to them from “Sharing and verification”.",
        ),
        (home, "Go to your own workbook"),
    )


def not_invited(name: str, home: str) -> Plain:
    """Who is in no group of the room."""
    return Plain(
        "This workshop is for another group",
        (
            f"You are signed in as {name}, who is not on the list of this workshop. If you should be, tell the facilitator: "
            "whoever looks after the service can put you on it, and a minute later this page opens.",
        ),
        (home, "Go to your own workbook"),
    )


def out_form(action: str, token: str) -> str:
    """The question before signing out."""
    return (
        '<div class="ap-own"><h1>Sign out</h1><p>You will be signed out of the workbook and of everything else that you opened '
        "with the same sign-in, in this browser. What you have saved is kept.</p>"
        f'<form method="post" action="{escape(action)}"><input type="hidden" name="_xsrf" value="{escape(token)}">'
        '<button class="ap-button" type="submit">Sign out</button></form></div>'
    )
