"""A page made before anybody asks for it: in a kernel of the reserve, which learns only later whom it serves."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from permanence_lib.server.kernels import StudyKernels
from permanence_lib.server.pages import Study
from permanence_lib.server.rendering import pieces, renderer_of
from permanence_lib.server.site import Site


def maker(
    file: Path, study: Study, site: Site, settings: dict[str, Any], kernels: StudyKernels
) -> Callable[[str], Awaitable[str]]:
    """What makes the page of one notebook in a given kernel. Nothing in it may depend on who will see it."""

    async def make(kernel_id: str) -> str:
        renderer = renderer_of(file, study, site.addresses(), settings)
        await renderer.initialize()
        return "".join([piece async for piece in pieces(renderer, kernel_id, kernels)])

    return make
