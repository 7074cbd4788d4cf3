"""/certificate: what the certificate is, what still stands between, how to ask for it, and checking an issued one."""

from __future__ import annotations

from dataclasses import replace

from permanence_lib.errors import UnreadableFile
from permanence_lib.portfolio.desk import Desk
from permanence_lib.portfolio.progress.completion import Requirement, requirements
from permanence_lib.screen import certificate as screen
from permanence_lib.screen.asked import Answer, Asked, Made

#: Missing things shown for each requirement; the rest is on the page of progress.
_SHOWN = 3


def answer(desk: Desk, asked: Asked) -> Answer | None:
    """The page, with what became of a file that was brought in."""
    if asked.rest:
        return None
    page = _page(desk, asked)
    if not asked.sent:
        return Made("Certificate", screen.render(page))
    try:
        page = replace(page, checked=_checked(desk, asked), name=asked.one("name"))
    except UnreadableFile as trouble:
        page = replace(page, errors={"file": str(trouble)}, name=asked.one("name"))
    title = "Error: Certificate" if page.errors else page.checked.headline if page.checked else "Certificate"
    return Made(title, screen.render(page))


def _page(desk: Desk, asked: Asked) -> screen.CertificatePage:
    found = requirements(desk)
    return screen.CertificatePage(
        certificate=desk.content.programme.completion.certificate,
        asked=tuple(_requirement(one) for one in found),
        standing=_standing(found),
        token=asked.token,
        is_ready=all(one.met and one.verified for one in found),
        knows_keys=bool(desk.content.issuers.issuers),
    )


def _requirement(one: Requirement) -> screen.Asked:
    links = tuple(screen.Link(words, href) for words, href in one.missing[:_SHOWN])
    if not one.met:
        return screen.Asked(one.text, "Still to do", links, len(one.missing) - len(links))
    return screen.Asked(one.text, "Verified" if one.verified else "Complete, waiting for your line manager")


def _standing(found: tuple[Requirement, ...]) -> str:
    """How far it is, in one sentence and never as a share."""
    open_, waiting = sum(not one.met for one in found), sum(one.met and not one.verified for one in found)
    if not open_ and not waiting:
        return "Nothing: every requirement is complete and verified. You can ask the programme for your certificate."
    parts = [f"{open_} of {len(found)} requirements still to do"] if open_ else []
    parts += [f"{waiting} complete and waiting for your line manager"] if waiting else []
    return f"{' and '.join(parts)}."


def _checked(desk: Desk, asked: Asked) -> screen.Checked:
    upload = asked.files.get("file")
    if upload is None or not upload.content:
        raise UnreadableFile("Choose the certificate file. Its name ends in .json")
    from permanence_lib.portfolio.certificate import verify

    found = verify.check(upload.content, desk.content.issuers, desk.today(), asked.one("name"))
    return screen.Checked(found.headline, found.reasons, found.facts, found.state)
