"""Files are written whole or not at all."""

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from guidelint.model.errors import NotWritten
from guidelint.model.text import Text


def write_whole(file: Path, content: bytes) -> None:
    """Replace `file` in one step: temporary file beside it, fsync, rename. On any error, such as NotWritten, the old file
    stays.

    A pipe or a terminal (/dev/stdout) is not replaced but takes the content.
    """
    if file.is_fifo() or file.is_char_device():
        file.write_bytes(content)
        return
    try:
        _write_whole(file, content)
    except OSError as error:
        old = Text("旧文件没有动", "the old file is as it was")
        left = old if os.path.lexists(file) else Text("没有写出文件", "there is no file")
        raise NotWritten(file, error, left) from None


def _write_whole(file: Path, content: bytes) -> None:
    # Its name is short: a file's own may be as long as a name can be.
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=".guidelint-", suffix=".tmp")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        # mkstemp makes private files; a guide keeps the mode it had, a new one gets the usual.
        temporary.chmod(file.stat().st_mode & 0o7777 if file.exists() else 0o644)
        temporary.replace(file)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise
    sync_folder(file.parent)


def sync_folder(folder: Path) -> None:
    """Make the rename itself durable; not every system lets a folder be opened."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
