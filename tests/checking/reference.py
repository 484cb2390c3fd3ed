"""The check as plainly as it can be put: one guide after the other, everything in memory."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from guidelint.checking.closed_tickets import contradicted_closures
from guidelint.checking.engine import Engine, Report
from guidelint.model.errors import FileError
from guidelint.model.guide import Guide
from guidelint.rules.kinds.context import Neighbours
from guidelint.source.document import Document
from guidelint.workspace.dead_paths import dead_settings, linked_folders
from guidelint.workspace.replacements import replacements
from guidelint.workspace.workspace import Loaded, duplicate_id


def check(engine: Engine, paths: Sequence[Path]) -> Report:
    workspace = engine.workspace
    guides = {loaded.document.name: loaded for loaded in workspace.guides_at(paths)}
    errors, by_id = _index(engine, guides)
    neighbours = Neighbours.of(by_id, engine.phrases)
    reports = [engine.check_one(loaded, neighbours) for loaded in guides.values()]
    findings = [finding for report in reports for finding in report.findings]
    errors += [error for report in reports for error in report.errors]
    errors += dead_settings(workspace, workspace.listed(workspace.config.guides))
    contradicted: dict[str, FileError] = {}
    for loaded in sorted(guides.values(), key=lambda one: one.model.id):
        own = [finding for finding in findings if finding.guide == loaded.model.id]
        for error in contradicted_closures(engine, loaded, own, neighbours):
            contradicted.setdefault(error.path, error)
    errors += contradicted.values()
    ran = {rule for name in guides for rule in engine.rules_for(name)}
    return Report(
        findings=tuple(sorted(findings, key=lambda finding: finding.sort_key)),
        errors=tuple(sorted({*workspace.errors, *errors})),
        notices=(
            *(one.notice for one in replacements(workspace, engine.tickets)),
            *linked_folders(workspace),
            *(notice for report in reports for notice in report.notices),
        ),
        comparisons=tuple(compared for report in reports for compared in report.comparisons),
        guides=len(guides),
        rules=len(ran),
        lang=workspace.config.lang,
        checked=tuple((loaded.model.id, name) for name, loaded in guides.items()),
        ran=tuple(sorted(ran)),
    )


def _index(engine: Engine, chosen: Mapping[str, Loaded[Guide]]) -> tuple[list[FileError], dict[str, Guide]]:
    """All guides of the workspace by id. Errors in guides that are not being checked are left for their own check."""
    workspace = engine.workspace
    errors: list[FileError] = []
    documents: dict[str, Document] = {}
    by_id: dict[str, Guide] = {}
    before = list(workspace.errors)
    rest = [f for f in workspace.files(workspace.config.guides) if workspace.name(f) not in chosen]
    others = list(workspace.guides(rest))
    broken = workspace.errors[len(before) :]
    workspace.errors[:] = before
    for loaded in (*chosen.values(), *others):
        first = documents.setdefault(loaded.model.id, loaded.document)
        if first is not loaded.document:
            errors.append(duplicate_id(first, loaded.document, loaded.model.id))
        by_id.setdefault(loaded.model.id, loaded.model)
    if not broken and not before:
        errors += engine.windows_without_guide(by_id)
    return errors, by_id
