"""Rules by what a clerk calls them: for the `reveals` of a ticket."""

from collections.abc import Sequence

from guidelint.language.vocabulary import load_thesaurus
from guidelint.model.errors import UsageError
from guidelint.model.nearest import did_you_mean
from guidelint.model.text import Text
from guidelint.rules.ruleset import load_ruleset
from guidelint.workspace.workspace import Workspace


def known_rules(workspace: Workspace, names: Sequence[str]) -> list[str]:
    """The rules of those ids, titles, or words of a title. Raises UsageError with the nearest where there is none."""
    tickets = {id: one.model for id, one in workspace.tickets().items()}
    known = load_ruleset(workspace, tickets, load_thesaurus(workspace)).rules
    ids = {title: id for id, one in known.items() for title in (one.rule.title.zh, one.rule.title.en)}
    found = []
    for name in names:
        fitting = [id for id in known if id == name] or sorted({id for title, id in ids.items() if name in title})
        if len(fitting) > 1:
            several = "、".join(f"{id}（{known[id].rule.title.zh}）" for id in fitting)
            raise UsageError(
                Text(f"有几条规则合“{name}”，请写其中一条：{several}", f"“{name}” fits several rules: {several}")
            )
        if not fitting:
            near = did_you_mean(name, [*known, *ids])
            raise UsageError(Text(f"没有规则 {name}{near.zh}", f"there is no rule {name}{near.en}"))
        found += fitting
    return found
