"""A secret of the user on this machine: what is signed with it, this user's own guidelint wrote here.

It lies in the user's own folder for such things, readable for nobody else, and never in a workspace.
"""

import hashlib
import hmac
import os
import secrets
from pathlib import Path

from guidelint.workspace import store

VARIABLE = "GUIDELINT_STATE_DIR"
_SIZE = 32  # bytes


def signature(*parts: bytes) -> str:
    """HMAC-SHA256 of several parts, none of which can be taken for two; in hexadecimal. Raises OSError where the secret can
    neither be read nor be made."""
    content = b"".join(b"%d:%s" % (len(part), part) for part in parts)
    return hmac.new(_secret(), content, hashlib.sha256).hexdigest()


def is_signed(said: object, *parts: bytes) -> bool:
    try:
        return isinstance(said, str) and hmac.compare_digest(said.encode(), signature(*parts).encode())
    except OSError:
        return False


def _secret() -> bytes:
    file = _folder() / "secret"
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        made = file.with_name(f".secret.{os.getpid()}.tmp")
        if not file.exists():
            descriptor = os.open(made, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(descriptor, "wb") as stream:
                stream.write(secrets.token_bytes(_SIZE))
            try:
                os.link(made, file)  # of two processes at once the first one's counts
            except FileExistsError:
                pass
            finally:
                made.unlink()
    except OSError:
        if not file.exists():
            raise
    if not store.is_ours(file):
        raise PermissionError(f"{file} is somebody else's")
    secret = file.read_bytes()
    if len(secret) != _SIZE:
        raise OSError(f"{file} is damaged")
    return secret


def _folder() -> Path:
    if chosen := os.environ.get(VARIABLE):
        return Path(chosen)
    home = Path.home()
    if os.name == "nt":
        return Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local", "guidelint", "state")
    return Path(os.environ.get("XDG_STATE_HOME") or home / ".local" / "state", "guidelint")
