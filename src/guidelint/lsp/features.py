"""What the editor may ask for, and the answers in the protocol's words."""

from collections.abc import Sequence

from lsprotocol import types

from guidelint.lsp.actions import Action, fix_all, quick_fixes
from guidelint.lsp.complete import Proposal, proposals
from guidelint.lsp.diagnostics import diagnostics
from guidelint.lsp.hover import hover
from guidelint.lsp.links import Place, behind, definition, findings_at, references, target_at
from guidelint.lsp.live import Live
from guidelint.lsp.places import uri
from guidelint.lsp.protocol import Refused
from guidelint.lsp.rename import NotRenamed, rename_guide
from guidelint.lsp.server import Open, Server
from guidelint.model.finding import Edit
from guidelint.model.position import Span
from guidelint.model.text import Text
from guidelint.source.document import Document

FIX_ALL = "source.fixAll.guidelint"
_KINDS = {
    "key": types.CompletionItemKind.Property,
    "material": types.CompletionItemKind.Text,
    "id": types.CompletionItemKind.Reference,
    "value": types.CompletionItemKind.EnumMember,
}


def make_server() -> Server:
    """The server with all its features; the caller starts it."""
    server = Server()
    _synchronisation(server)
    _questions(server)
    _renaming(server)
    return server


def _synchronisation(server: Server) -> None:
    @server.feature(types.INITIALIZE)
    def initialize(params: types.InitializeParams) -> None:
        asked = params.initialization_options
        lang = asked.get("lang") if isinstance(asked, dict) else None
        server.lang = "en" if lang == "en" else "zh" if lang == "zh" else None
        server.shows_uncompared = isinstance(asked, dict) and asked.get("uncompared") is True

    @server.feature(types.INITIALIZED)
    async def initialized(params: types.InitializedParams) -> None:
        watching = (
            server.client_capabilities.workspace and server.client_capabilities.workspace.did_change_watched_files
        )
        if watching and watching.dynamic_registration:
            options = types.DidChangeWatchedFilesRegistrationOptions(
                [types.FileSystemWatcher("**/*.{yaml,yml,YAML,YML}")]
            )
            registration = types.Registration("guidelint-files", types.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)
            await server.client_register_capability_async(types.RegistrationParams([registration]))

    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    def did_open(params: types.DidOpenTextDocumentParams) -> None:
        server.opened(params.text_document)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    def did_change(params: types.DidChangeTextDocumentParams) -> None:
        text = server.workspace.get_text_document(params.text_document.uri).source
        server.changed(params.text_document, text)

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def did_close(params: types.DidCloseTextDocumentParams) -> None:
        server.closed(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    def did_save(params: types.DidSaveTextDocumentParams) -> None:
        server.files_changed([params.text_document.uri])

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def watched(params: types.DidChangeWatchedFilesParams) -> None:
        server.files_changed([change.uri for change in params.changes])


def _questions(server: Server) -> None:
    @server.feature(types.TEXT_DOCUMENT_HOVER)
    def on_hover(params: types.HoverParams) -> types.Hover | None:
        if (now := server.current(params.text_document.uri)) is None:
            return None
        one, checked, document = now
        offset = server.places.offset(document, params.position)
        shown = hover(one.live, checked, offset, server.language(one.live))
        if shown is None:
            return None
        content = types.MarkupContent(types.MarkupKind.Markdown, shown.markdown)
        return types.Hover(content, server.places.of(document, shown.span))

    @server.feature(
        types.TEXT_DOCUMENT_CODE_ACTION,
        types.CodeActionOptions(code_action_kinds=[types.CodeActionKind.QuickFix, FIX_ALL]),
    )
    def code_action(params: types.CodeActionParams) -> list[types.CodeAction]:
        if (now := server.current(params.text_document.uri)) is None:
            return []
        one, checked, document = now
        start, end = (server.places.offset(document, p) for p in (params.range.start, params.range.end))
        wanted = params.context.only
        made: list[types.CodeAction] = []
        if _wants(wanted, types.CodeActionKind.QuickFix):
            made += [_action(server, one, document, action) for action in quick_fixes(checked, Span(start, end))]
        # Only on request: it is worked out by fixing the whole guide, and editors ask on every move of the cursor.
        if wanted and _wants(wanted, FIX_ALL) and (edit := fix_all(one.live, checked)) is not None:
            title = Text("改好所有可自动修改的问题", "apply all safe fixes").in_(server.language(one.live))
            made.append(types.CodeAction(title, kind=FIX_ALL, edit=_edit(server, one, document, [edit])))
        return made

    @server.feature(
        types.TEXT_DOCUMENT_COMPLETION,
        types.CompletionOptions(trigger_characters=[" ", "[", ",", "或", "和", "、", "/"]),
    )
    def completion(params: types.CompletionParams) -> types.CompletionList:
        one = server.open.get(params.text_document.uri)
        kind = one.live.kind(one.file) if one else None
        if one is None or kind is None:
            return types.CompletionList(False, [])
        document = Document(one.file.name, one.text)
        offset = server.places.offset(document, params.position)
        found = proposals(one.live, kind, one.text, offset)
        items = [_item(server, one, document, offset, proposal) for proposal in found]
        # Chinese is written without blanks, so an editor cannot tell where the word begins: it asks again.
        return types.CompletionList(True, items)

    @server.feature(types.TEXT_DOCUMENT_DEFINITION)
    def on_definition(params: types.DefinitionParams) -> list[types.Location]:
        if (now := server.current(params.text_document.uri)) is None:
            return []
        one, checked, document = now
        offset = server.places.offset(document, params.position)
        found = target_at(one.live, checked, offset)
        if found is not None:
            place = definition(one.live, found[0])
            return [_location(server, one.live, place)] if place else []
        places = {p: None for f in findings_at(checked, offset) for p in behind(one.live, f)}
        return [_location(server, one.live, place) for place in places]

    @server.feature(types.TEXT_DOCUMENT_REFERENCES)
    def on_references(params: types.ReferenceParams) -> list[types.Location]:
        if (now := server.current(params.text_document.uri)) is None:
            return []
        one, checked, document = now
        found = target_at(one.live, checked, server.places.offset(document, params.position))
        if found is None:
            return []
        places = list(references(one.live, found[0]))
        if params.context.include_declaration and (place := definition(one.live, found[0])) is not None:
            places.insert(0, place)
        return [_location(server, one.live, place) for place in places]


def _renaming(server: Server) -> None:
    def guide_at(uri: str, position: types.Position) -> tuple[Open, Document, str, Span] | None:
        if (now := server.current(uri)) is None:
            return None
        one, checked, document = now
        found = target_at(one.live, checked, server.places.offset(document, position))
        if found is None or found[0].kind != "guide" or one.live.guide(found[0].id) is None:
            return None
        return one, document, found[0].id, found[1]

    @server.feature(types.TEXT_DOCUMENT_PREPARE_RENAME)
    def prepare(params: types.PrepareRenameParams) -> types.PrepareRenamePlaceholder | None:
        if (found := guide_at(params.text_document.uri, params.position)) is None:
            return None
        _, document, id, span = found
        return types.PrepareRenamePlaceholder(server.places.of(document, span), id)

    @server.feature(types.TEXT_DOCUMENT_RENAME, types.RenameOptions(prepare_provider=True))
    def rename(params: types.RenameParams) -> types.WorkspaceEdit | None:
        if (found := guide_at(params.text_document.uri, params.position)) is None:
            return None
        one, _, id, _ = found
        try:
            renamed = list(rename_guide(one.live, id, params.new_name))
        except NotRenamed as refused:
            raise Refused(refused.reason.in_(server.language(one.live))) from None
        return types.WorkspaceEdit(document_changes=[_renamed(server, one.live, *each) for each in renamed])


def _renamed(server: Server, live: Live, document: Document, edits: Sequence[Edit]) -> types.TextDocumentEdit:
    """The edits of one file, held to its version where the editor has it open."""
    file = live.path(document)
    opened = next((one for one in server.open.values() if one.file == file), None)
    if opened is None:
        return _changes(server, uri(file), None, document, edits)
    return _changes(server, opened.uri, opened.version, document, edits)


def _action(server: Server, one: Open, document: Document, action: Action) -> types.CodeAction:
    lang = server.language(one.live)
    assert one.checked is not None
    shown = diagnostics(one.live, one.checked, one.text, server.places, lang)
    answered = {(f.rule, repr(server.places.location(f.location))) for f in action.findings}
    return types.CodeAction(
        action.title.in_(lang),
        kind=types.CodeActionKind.QuickFix,
        diagnostics=[d for d in shown if (d.code, repr(d.range)) in answered],
        is_preferred=action.preferred,
        edit=_edit(server, one, document, action.edits),
    )


def _edit(server: Server, one: Open, document: Document, edits: Sequence[Edit]) -> types.WorkspaceEdit:
    """Edits of the very version that was checked; the editor refuses them for any other."""
    return types.WorkspaceEdit(document_changes=[_changes(server, one.uri, one.version, document, edits)])


def _changes(
    server: Server, at: str, version: int | None, document: Document, edits: Sequence[Edit]
) -> types.TextDocumentEdit:
    changes = [types.TextEdit(server.places.of(document, edit.span), edit.text) for edit in edits]
    return types.TextDocumentEdit(types.OptionalVersionedTextDocumentIdentifier(at, version), list(changes))


def _item(server: Server, one: Open, document: Document, offset: int, proposal: Proposal) -> types.CompletionItem:
    span = Span(offset - proposal.replaces, offset)
    return types.CompletionItem(
        proposal.word,
        kind=_KINDS[proposal.kind],
        detail=proposal.detail.in_(server.language(one.live)) or None,
        sort_text=proposal.sort,
        filter_text=document.quote(span) or proposal.word,
        text_edit=types.TextEdit(server.places.of(document, span), proposal.word + proposal.ending),
        tags=[types.CompletionItemTag.Deprecated] if proposal.obsolete else None,
    )


def _location(server: Server, live: Live, place: Place) -> types.Location:
    return types.Location(uri(live.path(place.document)), server.places.of(place.document, place.span))


def _wants(only: Sequence[types.CodeActionKind | str] | None, kind: str) -> bool:
    """Whether a client that asks for `only` these kinds takes this one; kinds are a hierarchy by dots."""
    names = [one.value if isinstance(one, types.CodeActionKind) else one for one in only or ()]
    return not names or any(kind == name or kind.startswith(f"{name}.") for name in names)
