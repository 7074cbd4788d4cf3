"""What answers at each address."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any, Protocol

from jupyter_server.base.handlers import JupyterHandler
from jupyter_server.services.kernels.handlers import KernelHandler
from tornado import web
from tornado.iostream import StreamClosedError
from voila.configuration import VoilaConfiguration

from permanence_lib.errors import AlteredNotebook, PermanenceError, StoreError
from permanence_lib.screen import home, route, standard
from permanence_lib.screen.asked import Answer, Asked
from permanence_lib.server import away, front, policy, words
from permanence_lib.server.coming import Begun
from permanence_lib.server.document import Documents
from permanence_lib.server.kernels import Owner, StudyKernels
from permanence_lib.server.packed import give, packed
from permanence_lib.server.rendering import log, pieces, renderer_of
from permanence_lib.server.shelf import Shelf
from permanence_lib.server.site import NAME, Site


class Front(Protocol):
    """What the home page shows and can change; the workbook gives it."""

    def home(self) -> home.HomePage:
        """The page as things stand today."""

    def standard(self) -> standard.StandardPage:
        """Where everything is taught."""

    def route(self, name: str) -> route.RoutePage | None:
        """A shorter way through the material, or None."""

    def set_start(self, start: date) -> None:
        """Keep the date the programme starts."""

    def ask(self, asked: Asked) -> Answer | None:
        """One of the participant's own pages, or None."""


@dataclass(frozen=True)
class Study:
    """Everything the pages need, in one place."""

    site: Site
    shelf: Shelf
    front: Front
    configuration: VoilaConfiguration
    template_paths: list[str]
    owner: Owner | None = None
    """Whom every kernel works for, where it could not know by itself."""
    documents: Documents = field(default_factory=Documents)
    """The pages of weeks, as far as they are the same for everybody."""
    begun: Begun = field(default_factory=Begun)
    """The kernels of pages that have just been sent."""


class Page(JupyterHandler):
    """A page in the workbook's frame; whatever goes wrong is said there, in plain words and without a traceback."""

    @property
    def study(self) -> Study:
        """The server's common things."""
        study: Study = self.settings["study"]
        return study

    @property
    def site(self) -> Site:
        """Where things are, for whoever asks."""
        return self.study.site

    @property
    def content_security_policy(self) -> str:
        """The strict policy; a page that needs a wider one sets it itself."""
        return policy.STRICT

    def set_default_headers(self) -> None:
        """Our headers on every page."""
        super().set_default_headers()
        self.set_header("Cache-Control", "no-store")
        self.set_header("Content-Type", "text/html; charset=utf-8")

    def send(self, title: str, body: str) -> None:
        """Finish with a whole page."""
        self.finish(self.site.page(title, body, self.request.path))

    def send_plain(self, page: words.Plain) -> None:
        """Finish with a page of plain words."""
        self.send(page.title, page.html())

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        """The page for an error, in words: the store's own where it was the store."""
        if error := away.trouble(kwargs):
            away.say(self, error)
        else:
            self.send_plain(self.words_for(status_code))

    def words_for(self, status_code: int) -> words.Plain:
        """The page for an HTTP status."""
        return words.for_status(status_code)

    def log_exception(self, kind: Any, error: Any, trace: Any) -> None:
        """A store that gives nothing is one line of the log."""
        if isinstance(error, StoreError):
            away.note(self, error)
        else:
            super().log_exception(kind, error, trace)


class Refused(Page):
    """Nobody gets past without the address this server printed."""

    async def prepare(self) -> None:
        """No identity to look up."""

    def get(self) -> None:
        """Say how to come in."""
        self.set_status(403)
        self.send_plain(words.NOT_SIGNED_IN)

    head = post = put = delete = patch = options = get


class Missing(Page):
    """Any address that is not one of ours."""

    def get(self) -> None:
        """Say so."""
        raise web.HTTPError(404)

    post = put = delete = patch = get


class Home(Page):
    """The list of weeks."""

    @web.authenticated
    def get(self) -> None:
        """As things stand today."""
        self.show(self.study.front.home())

    def show(self, page: home.HomePage) -> None:
        """Send it, with this browser's own form token."""
        token = self.xsrf_token.decode()
        if page.dates:
            page = replace(page, dates=replace(page.dates, xsrf=token))
        self.send(f"Error: {NAME}" if page.dates and page.dates.errors else NAME, home.render(page))


class Standard(Page):
    """Where everything is taught."""

    @web.authenticated
    def get(self) -> None:
        """As the exercises say."""
        page = self.study.front.standard()
        self.send(page.title, standard.render(page))


class Route(Page):
    """A shorter way through the material."""

    @web.authenticated
    def get(self, name: str) -> None:
        """With how far each exercise has come."""
        page = self.study.front.route(name)
        if page is None:
            raise web.HTTPError(404)
        self.send(page.title, route.render(page))


class Dates(Home):
    """The date the programme starts."""

    @web.authenticated
    def get(self) -> None:
        """A reloaded answer to the form is the list of weeks."""
        self.redirect("/")

    @web.authenticated
    def post(self) -> None:
        """Keep a real date; otherwise show what was typed and what is wrong with it."""
        typed = {part: self.get_body_argument(f"start-{part}", "").strip()[:10] for part in ("day", "month", "year")}
        start, errors = home.read_date(**typed)
        if start:
            try:
                self.study.front.set_start(start)
                self.redirect("/", status=303)
                return
            except PermanenceError as error:
                errors = (home.FieldError("day", str(error)),)
        page = self.study.front.home()
        form = page.dates or home.DatesForm()
        self.show(replace(page, dates=replace(form, **typed, errors=errors)))


class Notebook(Page):
    """A notebook as a page: start a kernel, run the cells, send what they give as it comes."""

    async def show(self, file: Path, owner: Owner | None = None, front: str | None = None) -> None:
        """The whole page, by a kernel that works for `owner`."""
        await self.stream(file, await self.kernel_manager.take(owner or self.study.owner), front)

    async def stream(self, file: Path, kernel_id: str, front: str | None = None) -> None:
        """The page by this very kernel, which ends if the page cannot be made."""
        kernels: StudyKernels = self.kernel_manager
        _ = self.xsrf_token  # sets the cookie without which a page cannot end its kernel when it is left
        try:
            renderer = await self._renderer(file, front)
            async for piece in pieces(renderer, kernel_id, kernels):
                self.write(piece)
                await self.flush()
        except StreamClosedError:  # the reader has left before the page was there
            await kernels.finish(kernel_id)
        except AlteredNotebook as altered:
            log.error("%s", altered)
            await kernels.finish(kernel_id)
            self.refuse_altered()
        except Exception:
            log.exception("A page could not be finished.")
            await kernels.finish(kernel_id)
            self.write(words.BROKEN_OFF + "</main></div></body></html>")
        finally:
            kernels.refill()

    def refuse_altered(self) -> None:
        """Nothing of the notebook was run or sent."""
        self.set_status(500)
        self.send_plain(words.ALTERED)

    async def _renderer(self, file: Path, front: str | None) -> Any:
        renderer = renderer_of(file, self.study, self.site.addresses(front=front), self.settings)
        await renderer.initialize()
        if "full" in (front, renderer.notebook.metadata.get("permanence", {}).get("front")):
            self.set_header("Content-Security-Policy", policy.WIDE)
        return renderer


class Figures(Notebook):
    """The national figures, to be explored."""

    @web.authenticated
    async def get(self) -> None:
        """By a kernel of this person's own."""
        file = self.study.shelf.folder / "figures.ipynb"
        if not file.is_file():
            raise web.HTTPError(404)
        await self.show(file, front=front.wanted(self))


class ToFigures(Page):
    """A week names the notebook beside it, which is right wherever weeks are shown; here it has an address of its own."""

    def get(self) -> None:
        """On to it; what stands after the # the browser takes along."""
        self.redirect("/figures")


class KernelState(KernelHandler):
    """How a page asks whether its kernel is still there. Ending one is the farewell's work, not this."""

    SUPPORTED_METHODS = ("GET",)


class Farewell(JupyterHandler):
    """A page that is left says so, and its kernel ends."""

    @web.authenticated
    async def post(self, kernel_id: str) -> None:
        """End it; a kernel that is gone already is no error."""
        kernels: StudyKernels = self.kernel_manager
        if not kernels.is_spare(kernel_id):
            await kernels.finish(kernel_id)
        self.set_status(204)


class Static(web.RequestHandler):
    """Scripts, styles and the icon. The address holds their fingerprint, so they may be kept for ever."""

    def initialize(self, path: str) -> None:
        """The folder they lie in."""
        self.files = packed(Path(path))

    def get(self, name: str) -> None:
        """From memory, and compressed already where the browser takes that."""
        file = self.files.get(name)
        if file is None:
            raise web.HTTPError(404)
        give(self, file)

    head = get

    def compute_etag(self) -> None:
        """Its address is mark enough."""

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        """No page, only a line."""
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.finish("There is no such file.\n")
