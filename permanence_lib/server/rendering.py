"""Makes a page from a notebook, piece by piece while its cells run."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import nbformat
from jinja2.bccache import Bucket, BytecodeCache
from traitlets.config import Config
from voila.configuration import VoilaConfiguration
from voila.notebook_renderer import NotebookRenderer
from voila.utils import get_page_config

from permanence_lib.content import shipped
from permanence_lib.server.kernels import StudyKernels

if TYPE_CHECKING:
    from permanence_lib.server.pages import Study

#: A page that stands still for so long is given up, with an apology, rather than left loading for ever (seconds).
STANDSTILL = 60.0

log = logging.getLogger("permanence")


class CompiledTemplates(BytecodeCache):
    """Templates compiled once in the life of the server: nbconvert makes a new environment for every page."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """What was compiled before, if it was."""
        if bucket.key in self.kept:
            bucket.bytecode_from_string(self.kept[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep it."""
        self.kept[bucket.key] = bucket.bytecode_to_string()


_COMPILED = CompiledTemplates()


class PageRenderer(NotebookRenderer):
    """Voila's renderer, reading the shipped file itself: no trust database, no other contents, nothing altered since."""

    async def initialize(self, **kwargs: Any) -> None:
        """As Voila does, with the templates that are compiled already."""
        await super().initialize(**kwargs)
        self.exporter.environment.bytecode_cache = _COMPILED

    async def load_notebook(self, path: str) -> Any:
        """The notebook, for the one kind of kernel there is. AlteredNotebook unless it came with the workbook."""
        notebook = nbformat.reads(shipped.read(Path(path).parent, Path(path).stem), as_version=4)
        notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python", "language": "python"}
        return notebook

    async def as_it_stands(self, notebook: Any) -> str:
        """The page of a notebook that is not run: what stands under its cells is shown."""
        context = {"kernel_start": _no_kernel, "cell_generator": _cells, "frontend": "voila", "main_js": "voila.js"}
        pieces = self.exporter.generate_from_notebook_node(
            notebook, resources=self.resources, extra_context=context, page_config=self.page_config
        )
        return "".join([piece async for piece, _resources in pieces])


async def _no_kernel(_notebook: Any) -> str:
    return ""


async def _cells(notebook: Any, _kernel: str) -> AsyncIterator[Any]:
    for cell in notebook.cells:
        yield cell


async def _note_error(cell: Any, cell_index: int, execute_reply: Any) -> None:
    """What the participant never sees, for the log."""
    trace = "\n".join(execute_reply["content"].get("traceback", []))
    log.error("Cell %s of a page failed:\n%s\n%s", cell_index, cell["source"], trace)


def executor_settings() -> Config:
    """A failing cell does not take the rest of the page with it."""
    settings = Config()
    settings.VoilaExecutor.allow_errors = True
    settings.VoilaExecutor.on_cell_error = _note_error
    settings.VoilaExecutor.timeout = int(STANDSTILL)
    settings.VoilaExecutor.startup_timeout = 30
    return settings


def make_renderer(
    file: Path, *, site: dict[str, Any], template_paths: list[str], page_config: dict[str, Any], configuration: VoilaConfiguration,
    contents: Any, base: str = "/",
) -> PageRenderer:  # fmt: skip
    """A renderer for one view of one page."""
    configuration.config.VoilaConfiguration.resources = {"permanence": site}
    return PageRenderer(
        voila_configuration=configuration,
        traitlet_config=executor_settings(),
        notebook_path=str(file),
        template_paths=template_paths,
        contents_manager=contents,
        base_url=base,
        page_config=page_config,
    )


def renderer_of(file: Path, study: Study, site: dict[str, Any], settings: dict[str, Any]) -> Any:
    """What makes a page of a notebook, for one view of it; `settings` are the application's."""
    base: str = settings["base"]
    config = get_page_config(base_url=base, settings=settings, log=log, voila_configuration=study.configuration)
    config["themesUrl"] = f"{base}voila/api/themes"  # which Voila always puts at the root
    config["fullMathjaxUrl"] = "/no-mathematics"  # Voila names another host's; our pages have none
    return make_renderer(
        file,
        site=site,
        template_paths=study.template_paths,
        page_config=config,
        configuration=study.configuration,
        contents=settings["contents_manager"],
        base=base,
    )


async def pieces(renderer: PageRenderer, kernel_id: str, kernels: StudyKernels) -> AsyncIterator[str]:
    """The page's HTML as it comes; asyncio.TimeoutError when nothing comes any more."""
    kernel = asyncio.ensure_future(_ready(kernels, kernel_id))
    generator = renderer.generate_content_generator(kernel_id, kernel)
    while True:
        try:
            piece, _resources = await asyncio.wait_for(generator.__anext__(), STANDSTILL)
        except StopAsyncIteration:
            return
        yield piece


async def _ready(kernels: StudyKernels, kernel_id: str) -> Any:
    return kernels.get_kernel(kernel_id)
