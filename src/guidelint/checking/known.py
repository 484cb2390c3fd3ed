"""What is known of a file without reading it again."""

import msgspec

from guidelint.workspace.standing import Stamp
from guidelint.workspace.store import Digest


class Known(msgspec.Struct, frozen=True, gc=False):
    """What is known of one file: how it stood when it was read, what it held, and what of it concerns other files.

    `stamp` is None where the file was so young that a change could have gone unseen. `id` is that of the guide or
    ticket itself; `guide` the one that a window or ticket is about; `tickets` those that a window names; `reveals` tells that a
    ticket backs a rule, `closes` that it is closed and claims that its guide is in order, `is_dated` that a guide has suppressions, which may end.
    """

    stamp: Stamp | None
    digest: Digest
    id: str = ""
    guide: str = ""
    tickets: tuple[str, ...] = ()
    reveals: bool = False
    closes: bool = False
    is_dated: bool = False
