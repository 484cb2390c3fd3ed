"""The whole check, or what is kept of an earlier one where nothing at all has changed.

It gives what tests/checking/reference.py gives, which does the same one guide after the other with everything in memory.
What looks at guides is loaded when there is one to look at.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from guidelint.checking.collector import collector_paused
from guidelint.checking.executor import Executor
from guidelint.checking.memory import Memory
from guidelint.checking.results import Results
from guidelint.model.progress import Advance, unwatched
from guidelint.model.report import Options, Report
from guidelint.workspace.workspace import Workspace

if TYPE_CHECKING:
    from guidelint.checking.engine import Engine


def check(
    workspace: Workspace,
    options: Options,
    paths: Sequence[Path],
    advance: Advance = unwatched,
    executor: Executor | None = None,
    results: Results | None = None,
) -> Report:
    """Check the guides that the paths name; what `results` has kept is not done again.

    Raises CannotCheck, UsageError or RuleCrash.
    """
    memory = Memory(results, workspace, options, paths) if results is not None and not workspace.unsaved else None
    return check_remembering(memory, workspace, options, paths, advance, executor)


def check_remembering(
    memory: Memory | None,
    workspace: Workspace,
    options: Options,
    paths: Sequence[Path],
    advance: Advance = unwatched,
    executor: Executor | None = None,
) -> Report:
    """As `check`, with the memory that this run is to use, if any."""
    with collector_paused():
        if memory is not None and (kept := memory.report) is not None:
            return kept
        from guidelint.checking.examining import Run

        guides = workspace.guide_names(paths, None if memory is None else memory.guides)
        return Run(workspace, options, guides, executor, memory).report(advance)


def check_prepared(engine: "Engine", paths: Sequence[Path], advance: Advance = unwatched) -> Report:
    """Check with an engine that is needed for more than this; nothing kept is used."""
    from guidelint.checking.examining import Run

    with collector_paused():
        workspace = engine.workspace
        return Run(workspace, engine.options, workspace.guide_names(paths), None, None, engine).report(advance)
