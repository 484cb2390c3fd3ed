"""The files behind a workspace's rules, and their values as an earlier run read and proved them.

The key covers every byte of those files and the code that read them: change one, and all is read and proved again.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import msgspec

from guidelint.workspace import store
from guidelint.workspace.standing import code

Digest = str


def digest(content: bytes) -> Digest:
    return store.digest(content).hex()


class Prepared(msgspec.Struct, frozen=True, gc=False):
    """`data` holds the values of each file by the digest of its bytes; all of them were found good. They stay packed until
    somebody asks for a file.

    `evidence` are the tickets that rules name; `thesaurus` is the whole thesaurus as `language.vocabulary` packs it.
    """

    data: dict[str, msgspec.Raw]
    evidence: frozenset[str]
    thesaurus: msgspec.Raw


class Sources(msgspec.Struct):
    """The files behind a workspace's rules: what they hold, and what is already known of them."""

    contents: Mapping[Path, bytes]
    prepared: Prepared | None
    key: str
    read: dict[Digest, Any] = msgspec.field(default_factory=dict)

    @classmethod
    def of(cls, contents: Mapping[Path, bytes], names: Iterable[str]) -> "Sources":
        """`names` tell the files apart in the same order, wherever the workspace lies."""
        parts = [f"{name}\0{digest(raw)}" for name, raw in zip(names, contents.values(), strict=True)]
        key = f"prepared-{digest(chr(10).join((code(), *parts)).encode())}"
        return cls(contents, _unpack(store.read(key)), key)

    def known(self, raw: bytes) -> Any | None:
        packed = self.prepared.data.get(digest(raw)) if self.prepared is not None else None
        return msgspec.msgpack.decode(packed) if packed is not None else None

    @property
    def evidence(self) -> frozenset[str]:
        """Ids of the tickets that rules name."""
        if self.prepared is not None:
            return self.prepared.evidence
        read = (values for values in self.read.values() if isinstance(values, dict))
        return frozenset(id for values in read for id in values.get("evidence", ()))

    def keep(self, thesaurus: bytes) -> None:
        """Keep what was read, with the packed thesaurus, after all was found good."""
        if self.prepared is None:
            data = {name: msgspec.Raw(msgspec.msgpack.encode(values)) for name, values in self.read.items()}
            made = Prepared(data, self.evidence, msgspec.Raw(thesaurus))
            store.keep(self.key, store.seal(msgspec.msgpack.encode(made)))


def _unpack(kept: bytes | None) -> Prepared | None:
    """None where nothing is kept, or it is damaged."""
    packed = store.unseal(kept)
    if packed is None:
        return None
    try:
        return msgspec.msgpack.decode(packed, type=Prepared)
    except msgspec.DecodeError:
        return None
