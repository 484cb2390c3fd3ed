"""The shipped rules and words, read and proved when a wheel is made, so that the first run of all need not do it.

    python -m guidelint.rules.preparing FOLDER

Writes into the folder what `workspace.sources` and `language.phrase.segment` look for in an installation. The name of
each file is a digest of all that it was made from, and its content stands behind a digest of its own: where either does
not fit, all is read and proved as without it.
"""

import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from guidelint.language.phrase import segment
from guidelint.language.vocabulary import load_thesaurus
from guidelint.model.errors import CannotCheck
from guidelint.rules.ruleset import load_ruleset
from guidelint.workspace import store
from guidelint.workspace.workspace import Workspace


def prepare(place: Path) -> None:
    """Raises CannotCheck where a shipped file is wrong, and OSError where nothing can be written."""
    with TemporaryDirectory() as empty:
        os.environ[store.VARIABLE] = str(Path(empty, "cache"))  # nothing that was made before is believed
        workspace = Workspace.at(Path(empty), Path(empty))
        tickets = {id: loaded.model for id, loaded in workspace.public_tickets().items()}
        load_ruleset(workspace, tickets, load_thesaurus(workspace))
        if workspace.errors:
            raise CannotCheck(workspace.errors)
        sources = workspace.sources()
        for name, kept in ((sources.installed_key, store.read(sources.base_key)), segment.prepared()):
            assert kept is not None
            (place / name).write_bytes(kept)


if __name__ == "__main__":
    prepare(Path(sys.argv[1]))
