"""What the server's own pages say when something is not as expected."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape


@dataclass(frozen=True)
class Plain:
    """A page of a heading and a few paragraphs."""

    title: str
    paragraphs: tuple[str, ...]
    link: tuple[str, str] | None = ("/", "Go to the list of weeks")

    def html(self) -> str:
        """The page's main part."""
        text = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in self.paragraphs)
        link = f'<p><a href="{escape(self.link[0])}">{escape(self.link[1])}</a></p>' if self.link else ""
        return f'<div class="ap-prose"><h1>{escape(self.title)}</h1>{text}{link}</div>'


NOT_SIGNED_IN = Plain(
    "You are not signed in here",
    (
        "The workbook runs on your own computer and opens only with the address it gave when it was started.",
        "Go to the window where you started it and open the address shown there. It begins with "
        "http://127.0.0.1 and ends in a long row of letters and numbers.",
        "Nothing you have saved is lost.",
    ),
    ("/", "I have opened it in this browser before: try again"),
)

NOT_FOUND = Plain(
    "There is no such page",
    (
        "If you typed the address, check that it is right. If a link brought you here, the page may not have been written yet.",
        "Nothing you have saved is lost.",
    ),
)

SESSION_GONE = Plain(
    "Please send that again",
    (
        "The page you came from had been open for too long, so what you sent was not used.",
        "Go back, reload the page and try again.",
    ),
)

FAILED = Plain(
    "Something went wrong",
    (
        "The workbook could not make this page. What you have saved is safe.",
        "Try again in a moment. If it happens again, stop the workbook and start it anew, or run "
        "“permanence doctor”, which looks for the cause.",
    ),
)

ALTERED = Plain(
    "This page was not opened",
    (
        "Its notebook is not as it came with the workbook: somebody or something has changed it since. What it holds was "
        "not run. What you have saved is safe, and all other pages open as ever.",
        "Install the workbook again to put it right. If you write its content yourself, run “permanence build”.",
    ),
)

NO_KERNEL = (
    "The workbook could not get ready for your answers on this page. What you have saved is safe, and the page tries again by "
    "itself. If this stays, stop the workbook and start it anew."
)

BROKEN_OFF = (
    '<div class="ap-broken" role="alert"><p><strong>This page could not be finished.</strong></p>'
    "<p>What you have saved is safe. Reload the page to try again; if it happens again, stop the workbook and start it "
    "anew.</p></div>"
)


def for_status(status: int) -> Plain:
    """The page for an HTTP status."""
    return {403: SESSION_GONE, 404: NOT_FOUND, 405: NOT_FOUND}.get(status, FAILED)
