"""The protocol's own rules: what a client does wrong is answered with the code that the protocol has for it."""

from typing import Any

from lsprotocol import types
from pygls.exceptions import (
    JsonRpcException,
    JsonRpcInvalidParams,
    JsonRpcInvalidRequest,
    JsonRpcServerNotInitialized,
)
from pygls.protocol import LanguageServerProtocol


class Refused(JsonRpcException):
    """A request that fits the protocol and cannot be done; the client shows its message to the user."""

    CODE = types.LSPErrorCodes.RequestFailed.value


class Protocol(LanguageServerProtocol):
    """As pygls has it, except that no request goes without an answer."""

    def structure_message(self, data: dict[str, Any]) -> dict[str, Any]:
        """Left for `handle_message`, which can answer what does not fit."""
        return data

    def handle_message(self, message: Any) -> None:
        known = message if isinstance(message, dict) else {}
        id, method = known.get("id"), known.get("method")
        if known.get("jsonrpc") != self.VERSION or isinstance(id, dict | list | bool | float):
            self.refuse(None, JsonRpcInvalidRequest())
            return
        if "method" in known and not isinstance(method, str):
            self.refuse(id, JsonRpcInvalidRequest())
            return
        is_request = "id" in known and "method" in known
        if is_request and (refused := self._out_of_turn(method)) is not None:
            self.refuse(id, refused)
            return
        if not is_request and method is not None and method != types.EXIT and not self._is_open:
            return  # the protocol drops notifications out of turn
        try:
            structured: Any = super().structure_message(known)
        except Exception:  # whatever does not fit the types of the protocol
            if is_request:
                self.refuse(id, JsonRpcInvalidParams())
            return
        super().handle_message(structured)

    @property
    def _is_open(self) -> bool:
        return self._workspace is not None and not self._shutdown

    def _out_of_turn(self, method: str | None) -> JsonRpcException | None:
        if self._shutdown:
            return JsonRpcInvalidRequest("Invalid Request: after shutdown")
        is_first = method == types.INITIALIZE
        if self._workspace is None:
            return None if is_first else JsonRpcServerNotInitialized()
        return JsonRpcInvalidRequest("Invalid Request: initialized before") if is_first else None

    def refuse(self, id: int | str | None, error: JsonRpcException) -> None:
        """Answer a request with an error; `id` is None where none is known."""
        said = {"code": error.code, "message": error.message}
        self._send_data({"jsonrpc": self.VERSION, "id": id, "error": said})
