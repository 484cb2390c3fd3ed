"""The files behind a workspace's rules, and their values as an earlier run read and proved them.

Two things are known: the shipped files by themselves, which serve every workspace and come prepared in a wheel
(`rules.preparing`), and all files of one workspace. Each is found by a key that covers every byte of its files and the code
that read them: change one, and all that rests on it is read and proved again.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

import msgspec

from guidelint import __version__
from guidelint.workspace import store
from guidelint.workspace.config import THESAURUS_FOLDER
from guidelint.workspace.shipped import installed
from guidelint.workspace.snapshot import code

Digest = str

Named = Mapping[Path, str]
"""Files with names that tell them apart, wherever the workspace lies."""


def digest(content: bytes) -> Digest:
    return store.digest(content).hex()


class Prepared(msgspec.Struct, frozen=True, gc=False):
    """`data` holds the values of files by the digest of their bytes; all of them were found good. They stay packed until
    somebody asks for a file.

    `evidence` are the tickets that rules name; `thesaurus` is the whole thesaurus as `language.vocabulary` packs it.
    """

    data: dict[str, msgspec.Raw]
    evidence: frozenset[str]
    thesaurus: msgspec.Raw


class Sources(msgspec.Struct):
    """The files behind a workspace's rules: what they hold, and what is already known of them.

    `whole` is what is known of all of them together, `base` of the shipped ones by themselves, which an installation
    may bring along (`installed_key`) or an earlier run has kept (`base_key`).
    """

    contents: Mapping[Path, bytes] = {}
    shipped: Named = {}
    key: str = ""
    base_key: str = ""
    installed_key: str = ""
    whole: Prepared | None = None
    base: Prepared | None = None
    has_own_words: bool = False
    read: dict[Path, Any] = msgspec.field(default_factory=dict)

    @classmethod
    def of(cls, contents: Mapping[Path, bytes], shipped: Named, own: Named) -> "Sources":
        """`contents` are the bytes of all files, the shipped ones and those of the workspace and what it extends."""
        lines = [_line(name, contents[file]) for file, name in shipped.items()]
        base_key = _key("shipped", code(), lines)
        installed_key = _key("shipped", __version__, lines)
        base = _unpack(installed(installed_key)) or _unpack(store.read(base_key))
        if not own:
            return cls(contents, shipped, base_key, base_key, installed_key, base, base)
        key = _key("prepared", code(), [*lines, *(_line(name, contents[file]) for file, name in own.items())])
        has_own_words = any(THESAURUS_FOLDER in PurePosixPath(name).parts for name in own.values())
        return cls(contents, shipped, key, base_key, installed_key, _unpack(store.read(key)), base, has_own_words)

    def known(self, file: Path) -> Any | None:
        """The values of a file that was found good before."""
        name = digest(self.contents[file])
        packed = (one.data.get(name) for one in (self.whole, self.base) if one is not None)
        found = next(filter(None, packed), None)
        return msgspec.msgpack.decode(found) if found is not None else None

    def is_proved(self, file: Path) -> bool:
        """Whether this rule has passed its schema and behaved on its examples with the words that are there now."""
        return self.whole is not None or (self.thesaurus is not None and file in self.shipped)

    @property
    def thesaurus(self) -> msgspec.Raw | None:
        """The whole thesaurus, packed, where it is known."""
        known = self.whole if self.has_own_words else self.whole or self.base
        return known.thesaurus if known is not None else None

    @property
    def evidence(self) -> frozenset[str]:
        """Ids of the tickets that rules name."""
        if self.whole is not None:
            return self.whole.evidence
        return _evidence(self.read.values()).union(self.base.evidence if self.base is not None else ())

    def keep(self, thesaurus: bytes, *, is_base_proved: bool) -> None:
        """Keep what was read anew, with the packed thesaurus, after all was found good.

        `is_base_proved` tells that all shipped rules were: none of them is replaced.
        """
        if is_base_proved and not self.has_own_words and self.shipped.keys() <= self.read.keys():
            read = {file: values for file, values in self.read.items() if file in self.shipped}
            _keep(self.base_key, Prepared(self._packed(read), _evidence(read.values()), msgspec.Raw(thesaurus)))
        if self.key != self.base_key:
            data = self._packed(self.read) | (self.whole.data if self.whole is not None else {})
            _keep(self.key, Prepared(data, self.evidence, msgspec.Raw(thesaurus)))

    def _packed(self, read: Mapping[Path, Any]) -> dict[Digest, msgspec.Raw]:
        return {digest(self.contents[f]): msgspec.Raw(msgspec.msgpack.encode(values)) for f, values in read.items()}


def _keep(key: str, made: Prepared) -> None:
    store.keep(key, store.seal(msgspec.msgpack.encode(made)))


def _line(name: str, content: bytes) -> str:
    return f"{name}\0{digest(content)}"


def _key(kind: str, reader: str, lines: Iterable[str]) -> str:
    return f"{kind}-{digest(chr(10).join((reader, *lines)).encode())}"


def _evidence(read: Iterable[Any]) -> frozenset[str]:
    return frozenset(id for values in read if isinstance(values, dict) for id in values.get("evidence", ()))


def _unpack(kept: bytes | None) -> Prepared | None:
    """None where nothing is kept, or it is damaged."""
    packed = store.unseal(kept)
    if packed is None:
        return None
    try:
        return msgspec.msgpack.decode(packed, type=Prepared)
    except msgspec.DecodeError:
        return None
