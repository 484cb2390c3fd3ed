"""What closing a ticket would change, and what would still stand: worked out, not written."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from msgspec import structs

from guidelint.checking.engine import Engine, Options
from guidelint.checking.links import Links
from guidelint.contract.remedy import of_open
from guidelint.fixing.fixer import FixedGuide, UnfixedFinding
from guidelint.language.normalise import normalise
from guidelint.model.errors import CannotCheck, FileError, UsageError
from guidelint.model.finding import Finding
from guidelint.model.guide import Guide
from guidelint.model.rule import Level
from guidelint.model.text import Text
from guidelint.model.ticket import Remedy, Ticket
from guidelint.rules.kinds.context import Neighbours
from guidelint.source.document import Document, Path
from guidelint.tickets.closing.remedy import BROUGHT, Choice, mend, takes_words, words_of
from guidelint.workspace.filed import Filed
from guidelint.workspace.workspace import Loaded, Workspace, duplicate_id

STAYS = Text("指南没有改", "the guide stays as it is")
NOT_ASKED = Text("没有要求一并修改", "not asked to be changed too")


@dataclass(frozen=True, slots=True)
class Proposal:
    """See `Closing`. `undecided` are the demands that could not be held against the guides as they will be: the file and
    the place of each, with who may have to change."""

    fixed: tuple[FixedGuide, ...]
    standing: tuple[UnfixedFinding, ...]
    others: tuple[UnfixedFinding, ...]
    rules: tuple[str, ...]
    checked: tuple[str, ...]
    undecided: Mapping[tuple[str, Path], tuple[Remedy, ...]] = field(default_factory=dict)


def propose(
    workspace: Workspace, filed: Filed, *, remedy: Remedy | None, unsafe: bool, replacement: str | None, propagate: bool
) -> Proposal:
    """Mend the ticket's guides, or only check them where the remedy is another, and look for the same problem in all others; nothing is written.

    Raises UsageError where a person's words have no place or too many, CannotCheck where a file is broken.
    """
    ticket = filed.ticket
    if ticket.is_illustration:
        workspace = structs.replace(workspace, config=structs.replace(workspace.config, illustrations=True))
    # A ticket holds its guide to a rule at whatever level the workspace shows it.
    engine = Engine.prepare(workspace, Options(level=Level.HINT))
    links = Links.of(ticket, engine.records.revealed, remedy)
    guides = _guides(workspace)
    _refuse_unknown_guide(filed, guides)
    models = {id: loaded.model for id, loaded in guides.items()}
    neighbours = Neighbours.of(models, engine.phrases)

    own = [guides[id].document for id in sorted(links.guides & guides.keys())]
    found = [f for document in own for f in engine.recheck(document, neighbours) if links.cover(engine, f)]
    choice = None if replacement is None else _choice(engine, ticket, found, replacement)
    if remedy in (None, "guide"):
        fixed = [
            mend(engine, document, neighbours, lambda f: links.cover(engine, f), unsafe=unsafe, choice=choice)
            for document in own
        ]
    else:
        fixed = [_unmended(document, [f for f in found if f.location.file == document.name]) for document in own]
    standing = tuple(left for one in fixed for left in one.left)
    backed = {id for one in own for id in engine.rules_for(one.name) if links.backs(engine, id)}
    checked = tuple(sorted(backed - {f.rule for f in found}))
    rules = tuple(sorted({f.rule for f in found} | backed))
    undecided = dict(one for each in fixed for one in _undecided(engine, ticket, each.after))
    if not rules:
        return Proposal(tuple(fixed), standing, (), (), (), undecided)

    models |= {one.after.data["id"]: Guide.from_data(one.after.data) for one in fixed}
    elsewhere = structs.replace(engine, options=replace(engine.options, select=rules))
    after = Neighbours.of(models, engine.phrases)
    rest = [guides[id].document for id in sorted(guides.keys() - links.guides)]
    if propagate:
        alike = [_mended(elsewhere, document, after, unsafe=unsafe, choice=choice) for document in rest]
    else:
        alike = [_unchanged(document, elsewhere.recheck(document, after)) for document in rest]
    others = tuple(left for one in alike for left in one.left)
    return Proposal((*fixed, *(one for one in alike if one.is_changed)), standing, others, rules, checked, undecided)


def _undecided(
    engine: Engine, ticket: Ticket, document: Document
) -> Iterator[tuple[tuple[str, Path], tuple[Remedy, ...]]]:
    context = engine.context(Loaded(Guide.from_data(document.data), document))
    quoted = () if ticket.guide_says is None else (ticket.guide_says,)
    for window, comparison in context.comparisons:
        for one in comparison.undecided:
            ways = of_open(one, context.guide, window.record, quoted)
            held, path = window.place(one.window)
            yield (held.name, path), ways


def _unmended(document: Document, found: Sequence[Finding]) -> FixedGuide:
    return FixedGuide(document, document, (), tuple(UnfixedFinding(finding, STAYS) for finding in found))


def _mended(
    engine: Engine, document: Document, neighbours: Neighbours, *, unsafe: bool, choice: Choice | None
) -> FixedGuide:
    """Another guide with the same problem mended, or left alone where that would bring it a new one."""
    found = engine.recheck(document, neighbours)
    if not found:
        return FixedGuide(document, document, (), ())
    rules = {finding.rule for finding in found}
    full = structs.replace(engine, options=replace(engine.options, select=()))
    mended = mend(full, document, neighbours, lambda f: f.rule in rules, unsafe=unsafe, choice=choice)
    if any(left.reason == BROUGHT for left in mended.left):
        return FixedGuide(document, document, (), tuple(UnfixedFinding(finding, BROUGHT) for finding in found))
    return mended


def _unchanged(document: Document, found: Sequence[Finding]) -> FixedGuide:
    return FixedGuide(document, document, (), tuple(UnfixedFinding(finding, NOT_ASKED) for finding in found))


def _choice(engine: Engine, ticket: Ticket, found: Sequence[Finding], replacement: str) -> Choice:
    """A person's words are for one thing that the guide says; where it says several, for what the ticket quotes."""
    places = {words_of(finding) for finding in found if takes_words(engine, finding)}
    if not places:
        raise UsageError(
            Text(
                f"工单 {ticket.id} 的指南里没有可以换成“{replacement}”的字",
                f"there are no words in the guide of ticket {ticket.id} that “{replacement}” could replace",
            )
        )
    says = normalise(ticket.guide_says or "").text
    quoted = {words for words in places if says and (words in says or says in words)}
    meant = quoted if len(places) > 1 and quoted else places
    if len(meant) > 1:
        words = "、".join(f"“{one}”" for one in sorted(meant))
        raise UsageError(
            Text(
                f"指南里有几处不同的字（{words}），不能都换成“{replacement}”，请直接改指南再办结",
                f"the guide says several things ({words}) that cannot all become “{replacement}”; edit the guide, then "
                "close the ticket",
            )
        )
    return Choice(replacement, frozenset(meant))


def _guides(workspace: Workspace) -> Mapping[str, Loaded[Guide]]:
    """All guides by id. Raises CannotCheck where any file of the workspace is broken: nothing can be said then."""
    guides: dict[str, Loaded[Guide]] = {}
    errors = []
    for loaded in workspace.guides(workspace.files(workspace.config.guides)):
        first = guides.setdefault(loaded.model.id, loaded)
        if first is not loaded:
            errors.append(duplicate_id(first.document, loaded.document, loaded.model.id))
    if errors or workspace.errors:
        raise CannotCheck(dict.fromkeys([*workspace.errors, *errors]))
    return guides


def _refuse_unknown_guide(filed: Filed, guides: Mapping[str, Loaded[Guide]]) -> None:
    id = filed.ticket.guide
    if id is None or id in guides:
        return
    at = filed.document.position(filed.document.span(("guide",)).start)
    said = Text(
        f"工作区里没有标识为 {id} 的指南，没法核对工单 {filed.ticket.id}",
        f"the workspace has no guide {id}: ticket {filed.ticket.id} cannot be held against it",
    )
    raise CannotCheck([FileError(filed.document.name, at.line, at.column, said)])
