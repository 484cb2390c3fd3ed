"""Connections that say nothing: they cost a server one place each, so they must neither stay nor crowd out the others.

Whoever asks sends its request at once. Of the connections whose request has not come whole the oldest make way where one
peer, or all together, have too many, and none keeps its place for longer than a request may take.
"""

import asyncio
from operator import attrgetter

from uvicorn.protocols.http.h11_impl import H11Protocol

MOST = 100  # connections; beyond them uvicorn answers 503
MOST_WAITING = 80  # whose request has not come whole
MOST_OF_A_PEER = 40
PATIENCE = 10.0  # seconds


class Connection(H11Protocol):
    """One connection, as uvicorn serves it."""

    began = 0.0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self.began = self.loop.time()
        others = (one for one in self.connections if isinstance(one, Connection) and one.is_waiting)
        waiting = sorted(others, key=attrgetter("began"))
        alike = [one for one in waiting if one.peer == self.peer]
        if len(alike) > MOST_OF_A_PEER:
            alike[0].transport.close()
        elif len(waiting) > MOST_WAITING:
            waiting[0].transport.close()
        self.loop.call_later(PATIENCE, self._look_again)

    @property
    def peer(self) -> str:
        return self.client[0] if self.client else ""

    @property
    def is_waiting(self) -> bool:
        """Whether the server waits for a request, or for the rest of one."""
        is_asked = self.cycle is not None and not self.cycle.response_complete
        return not self.transport.is_closing() and (not is_asked or self.cycle.more_body)

    def _look_again(self) -> None:
        if self.transport.is_closing():
            return
        if self.cycle is None or self.cycle.response_complete:
            self.transport.close()
        else:  # what is slow to come is refused where it is read
            self.loop.call_later(PATIENCE, self._look_again)
