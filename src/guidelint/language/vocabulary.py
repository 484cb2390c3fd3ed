"""A workspace's thesaurus, from the files that the workspace finds."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

import msgspec

from guidelint.language.thesaurus import Concept, Thesaurus, ThesaurusError
from guidelint.model.errors import CannotCheck, FileError
from guidelint.source.document import Document
from guidelint.workspace.config import THESAURUS_FOLDER
from guidelint.workspace.workspace import Workspace


def load_thesaurus(workspace: Workspace, extra: Sequence[Mapping[str, Any]] = ()) -> Thesaurus:
    """The shipped thesaurus with the files of what the workspace extends and its own, and `extra` concepts on trial.

    A file replaces an earlier one of its name. Raises CannotCheck.
    """
    known = workspace.sources().thesaurus
    if known is not None and not extra:
        return _unpack(bytes(known))
    folders = workspace.rule_folders()
    files = {p.name: p for folder in folders for p in workspace.yaml_below(folder / THESAURUS_FOLDER)}
    loaded = (workspace.load_source(file, "thesaurus") for _, file in sorted(files.items()))
    documents = [document for document in loaded if document is not None]
    try:
        own = (concept for document in documents for concept in document.data["concepts"])
        return Thesaurus.build((*own, *extra))
    except ThesaurusError as error:
        raise CannotCheck([*workspace.errors, *_errors(error, documents)]) from None


def pack(thesaurus: Thesaurus) -> bytes:
    """Its concepts and labels, from which it is made again without its files."""
    return msgspec.msgpack.encode((list(thesaurus.concepts.values()), dict(thesaurus.labels)))


@lru_cache(maxsize=1)
def _unpack(packed: bytes) -> Thesaurus:
    """The same object for the same words, as an editor's checks ask for them: what it has worked out is kept with it."""
    concepts, labels = msgspec.msgpack.decode(packed, type=tuple[list[Concept], dict[str, str]])
    return Thesaurus({concept.id: concept for concept in concepts}, labels)


def _errors(error: ThesaurusError, documents: Iterable[Document]) -> Iterator[FileError]:
    for problem in error.problems:
        place = next(_concept_places(problem.concept, documents), ("thesaurus", 0, 0))
        yield FileError(*place, problem.message)


def _concept_places(id: str, documents: Iterable[Document]) -> Iterator[tuple[str, int, int]]:
    for document in documents:
        for index, concept in enumerate(document.data["concepts"]):
            if concept["id"] == id:
                position = document.position(document.span(("concepts", index)).start)
                yield document.name, position.line, position.column
