"""Makes a page from a notebook, piece by piece while its cells run."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import nbformat
from jinja2.bccache import Bucket, BytecodeCache
from traitlets.config import Config
from voila.configuration import VoilaConfiguration
from voila.notebook_renderer import NotebookRenderer

from permanence_lib.server.kernels import StudyKernels

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
    """Voila's renderer, reading the shipped file itself: no trust database, no other contents."""

    async def initialize(self, **kwargs: Any) -> None:
        """As Voila does, with the templates that are compiled already."""
        await super().initialize(**kwargs)
        self.exporter.environment.bytecode_cache = _COMPILED

    async def load_notebook(self, path: str) -> Any:
        """The notebook, for the one kind of kernel there is."""
        notebook = nbformat.read(path, as_version=4)
        notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python", "language": "python"}
        return notebook


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
    contents: Any,
) -> PageRenderer:  # fmt: skip
    """A renderer for one view of one page."""
    configuration.config.VoilaConfiguration.resources = {"permanence": site}
    return PageRenderer(
        voila_configuration=configuration,
        traitlet_config=executor_settings(),
        notebook_path=str(file),
        template_paths=template_paths,
        contents_manager=contents,
        base_url="/",
        page_config=page_config,
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
