"""What travels over the websocket between a page and its kernel."""

from __future__ import annotations

import pytest
from jupyter_client.session import Session
from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection

from permanence_lib.server.channels import WidgetMessagesOnly
from permanence_lib.server.kernel import StudyKernel


@pytest.mark.parametrize(
    ("telling", "asked", "travels"),
    [
        (True, "execute_request", False),
        (True, "comm_msg", True),  # the answer to what the page itself has asked meanwhile
        (True, "", True),  # that the kernel ended
        (False, "execute_request", True),  # what a page's cells set going says something later
    ],
)
def test_what_the_server_tells_the_page_itself_does_not_travel_twice(
    telling: bool, asked: str, travels: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    passed: list[object] = []
    name = ZMQChannelsWebsocketConnection.handle_outgoing_message.__name__
    monkeypatch.setattr(ZMQChannelsWebsocketConnection, name, lambda self, stream, message: passed.append(message))
    session, line = Session(), WidgetMessagesOnly.__new__(WidgetMessagesOnly)
    line.session, line.parent = session, StudyKernel()
    line.parent.telling = telling
    parent = session.msg(asked)["header"] if asked else {}
    message = [b"a person", *session.serialize(session.msg("comm_msg", parent=parent))]
    line.handle_outgoing_message("iopub", message)
    assert passed == ([message] if travels else [])
