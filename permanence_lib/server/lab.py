"""The workbook in JupyterLab, for those who want it: our settings, our Python, and no word to any other host."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

from permanence_lib.server.working_copy import refresh

SETTINGS = Path(__file__).resolve().parent / "lab_settings"


def lab(port: int = 8888, open_browser: bool = True, announce: Callable[[str], None] = print) -> None:
    """Open home.ipynb in JupyterLab, on this computer only, until stopped."""
    from jupyterlab.labapp import LabApp

    from permanence_lib.content import places
    from permanence_lib.store import place

    own = place.default().parent
    for words in refresh(places.root() / "notebooks", own / "notebooks", date.today()):
        announce(words)
    LabApp.launch_instance(argv=arguments(own, port, open_browser))


def arguments(own: Path, port: int, open_browser: bool) -> list[str]:
    """JupyterLab's command line. What would ask other hosts (news, updates, the list of extensions) is off."""
    settings: dict[str, object] = {
        "ServerApp.ip": "127.0.0.1",
        "ServerApp.port": port,
        "ServerApp.open_browser": open_browser,
        "ServerApp.root_dir": str(own / "notebooks"),
        "ServerApp.terminals_enabled": False,
        # It listens to this computer only and asks for its token: no more open to others for being run as root.
        "ServerApp.allow_root": True,
        "ServerApp.kernel_spec_manager_class": "permanence_lib.server.kernels.OwnPython",
        "ServerApp.kernel_manager_class": "permanence_lib.server.lab_kernels.PrivateKernels",
        "ServerApp.jpserver_extensions": json.dumps(
            {
                "jupyterlab": True,
                "voila.server_extension": False,
                "jupyter_lsp": False,
                "jupyter_server_terminals": False,
            }
        )
        .replace("true", "True")
        .replace("false", "False"),
        "LabApp.default_url": "/lab/tree/home.ipynb",
        "LabApp.app_settings_dir": str(SETTINGS),
        "LabApp.user_settings_dir": str(own / "lab" / "settings"),
        "LabApp.workspaces_dir": str(own / "lab" / "workspaces"),
        "LabApp.news_url": "None",
        "LabApp.check_for_updates_class": "jupyterlab.handlers.announcements.NeverCheckForUpdate",
        "LabApp.extension_manager": "readonly",
    }
    if os.name == "posix":  # elsewhere there are no such sockets, and it stays with ports
        settings["KernelManager.transport"] = "ipc"
    return [f"--{name}={value}" for name, value in settings.items()]
