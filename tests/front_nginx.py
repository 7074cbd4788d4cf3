"""nginx with a certificate before a Hub, set up by the file that ships."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import ssl
import subprocess
import time
from http.client import HTTPSConnection
from pathlib import Path

import pytest
from ports import free_port

from permanence_lib.hub.writing import write

#: What a distribution's own nginx.conf has around the files of /etc/nginx/conf.d.
AROUND = """
daemon off; master_process off; pid {folder}/pid; error_log {folder}/errors warn;
events {{ worker_connections 256; }}
http {{
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/f; uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
  include {folder}/permanence.conf;
}}
"""
PATIENCE = 20.0


def find_nginx() -> str:
    """Where nginx is; without it the tests are skipped, except in CI, where they fail."""
    found = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")
    if found is None:
        why = "nginx was not found. Install it."
        pytest.fail(why) if os.environ.get("CI") == "true" else pytest.skip(why)
    return found


class Nginx:
    """Listens at `port` with TLS and at `plain` without, and passes on to `to`."""

    def __init__(self, folder: Path, to: int) -> None:
        self.folder, self.program = folder, find_nginx()
        self.port, self.plain = free_port(), free_port()
        self.base = f"https://127.0.0.1:{self.port}"
        _certify(folder)
        write(folder / "hub", self.base)
        (folder / "permanence.conf").write_text(self._settled((folder / "hub" / "nginx.conf").read_text("utf-8"), to))
        (folder / "nginx.conf").write_text(AROUND.format(folder=folder), encoding="utf-8")
        self.start()

    def start(self) -> None:
        """And wait until it listens."""
        command = [self.program, "-p", str(self.folder), "-e", str(self.folder / "errors")]
        self.process = subprocess.Popen([*command, "-c", str(self.folder / "nginx.conf")])
        end = time.monotonic() + PATIENCE
        while not _listens(self.port):
            assert self.process.poll() is None and time.monotonic() < end, (self.folder / "errors").read_text()
            time.sleep(0.02)

    def stop(self) -> None:
        """At once, as when it is killed."""
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(10)

    def connection(self) -> HTTPSConnection:
        """A line to it, for requests made by hand."""
        trusting = ssl.create_default_context()
        trusting.check_hostname, trusting.verify_mode = False, ssl.CERT_NONE
        return HTTPSConnection("127.0.0.1", self.port, timeout=30, context=trusting)

    def _settled(self, shipped: str, to: int) -> str:
        """The file, with what is this test's: ports, and where the certificate lies. Nothing else is changed."""
        for old, new in (
            ("listen 80;", f"listen 127.0.0.1:{self.plain};"),
            ("listen 443 ssl http2;", f"listen 127.0.0.1:{self.port} ssl http2;"),
            ("server 127.0.0.1:8000;", f"server 127.0.0.1:{to};"),
            ("/etc/permanence/certificate.pem", f"{self.folder}/certificate.pem"),
            ("/etc/permanence/certificate.key", f"{self.folder}/certificate.key"),
        ):
            assert shipped.count(old) == 1, old
            shipped = shipped.replace(old, new)
        return shipped


def _certify(folder: Path) -> None:
    asked = ["-x509", "-nodes", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-days", "2"]
    names = ["-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1,DNS:localhost"]
    made = ["-keyout", str(folder / "certificate.key"), "-out", str(folder / "certificate.pem")]
    subprocess.run(["openssl", "req", *asked, *names, *made], check=True, capture_output=True)


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
