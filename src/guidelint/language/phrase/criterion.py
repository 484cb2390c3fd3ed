"""Facts in words that ask for no document of their own, such as a criterion: 加盖公章, 白底, 三个月内开具."""

from guidelint.language.facts import age, edition, form, make
from guidelint.language.phrase.draft import Draft, Form
from guidelint.language.phrase.element import Element, element
from guidelint.language.phrase.model import Facts
from guidelint.language.phrase.modifiers import Said
from guidelint.language.phrase.photograph import photograph
from guidelint.language.phrase.reading import readable
from guidelint.language.phrase.stretches import between
from guidelint.language.phrase.tokens import SAID, tokens
from guidelint.language.thesaurus import Thesaurus
from guidelint.model.regex import regex

_SAYS_NOTHING = regex(
    r"(?:要|需要?|须|应当?|必须|为|是|在|的|上|里|了|得|一律|均|都|请|由|本|该|使用|采用|符合|带|有"
    r"|照片|相片|照|材料|表格|证件|证明|文件|申请表|清晰|清楚|规格|尺寸)*"
)


_SAYS_MORE = regex("[还再又并也]|[须需]|[完好过]了?[章字]|(?<!主)要(?!件)")
"""What no name of a paper holds: 在读证明学校盖完章还要教育局 is no subject, since it says more than the fact after it."""
_DEPENDS = regex("(?:没有|无|不能|无法|未)[^,;。]+的(?=[由须应要需])|除外|如果?")
"""What holds in some cases only: 没有公章的由负责人签名."""


def facts(text: str, thesaurus: Thesaurus) -> Facts:
    """Never fails. The facts are `complete` where every word of content is among them and nothing is left to choose."""
    normal = readable(text)
    stream = list(tokens(normal.text, thesaurus))
    draft = Draft(0, 0)
    complete = bool(stream) and _DEPENDS.search(normal.text) is None
    complete = complete and not any(
        token.kind in ("or", "open", "such-as", "one-of", "vague", "quote") for token in stream
    )
    for at, segment in enumerate(between(stream)):
        one = element(segment, normal.text)
        complete = _is_covered(one, normal.text, is_first=at == 0) and complete
        if one.kind == "document":
            named = Draft(one.start, one.end)
            photograph(named, normal.text, thesaurus)
            one.before += [Said(token) for token in (*named.make, *((named.age,) if named.age else ()))]
        paper = normal.text[one.start : one.end] if one.kind == "document" else ""
        for said in (*one.before, *one.after):
            if said.token.kind == "age" and age.is_span(said.token.text, paper):
                complete = False  # of the record, whatever paper the criterion is of
            else:
                complete = _say(draft, said) and complete
    return Facts(draft.frozen(text, normal), complete and draft != Draft(0, 0))


def _is_covered(one: Element, normal: str, *, is_first: bool) -> bool:
    """Whether the words that are no fact say nothing: none, or what the criterion is about (照片背景为白色)."""
    if one.kind == "facts":
        return True
    is_subject = is_first and one.kind == "document" and bool(one.before or one.after)
    is_subject = is_subject and _SAYS_MORE.search(normal, one.start, one.end) is None
    return is_subject or _SAYS_NOTHING.fullmatch(normal, one.start, one.end) is not None


def _say(draft: Draft, said: Said) -> bool:
    """Whether the fact is said without contradiction: 红底 and 蓝底 are a choice."""
    token = said.token
    match token.kind:
        case "form":
            draft.form = draft.form or Form(form.read(token.text), token.start, token.end)
        case "edition":
            draft.editions |= edition.read(token.text)
            return not edition.is_choice(token.text)
        case "count":
            draft.count(token, None)
        case "mark":
            draft.marks.append(said)
        case "age":
            draft.age = draft.age or token
        case "extent":
            draft.extent.append(token)
        case "make":
            found, before = make.read(token.text), [make.read(one.text) for one in draft.make]
            draft.make.append(token)
            return found is not None and make.agrees(found, [one for one in before if one is not None])
    return token.kind in SAID
