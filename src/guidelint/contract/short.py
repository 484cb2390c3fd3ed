"""Short names of the window for the guide's papers: 注销申请书 for 公司注销登记申请书."""

from guidelint.language.heads import OF_THE_ITEM, head_of
from guidelint.language.normalise import normalise
from guidelint.language.phrase import PhraseBook
from guidelint.language.relation import relate
from guidelint.language.relation.model import Kind
from guidelint.language.relation.stems import is_within
from guidelint.model.regex import regex

_MOST_WORDS = 4
"""Of a short name: more pieces of the full one are chance."""

_NOUNS = {"证书": "证"}  # 检疫证 for 检疫合格证明
_LISTS_OF_TEXTS = ("目录", "清单", "文本", "汇编")
_JOINT = regex("[和及与、]")


def is_short_for(window: str, guide: str, kind: Kind, phrases: PhraseBook, *, is_known: bool) -> bool:
    """Whether the window's name is the guide's with words left out: 注销申请书 for 公司注销登记申请书.

    Within one item that is how windows speak of what is filled in for it; of other papers it takes no name that the
    thesaurus knows for another: 居民身份证 is not short for 临时居民身份证.
    """
    short, full = normalise(window).text, normalise(guide).text
    if not short or short[0] not in full:
        return False
    name, _, inner = full.removesuffix(")").rpartition("(") if full.endswith(")") else (full, "", "")
    name = _of_the_texts(name) if name.endswith(_LISTS_OF_TEXTS) else name
    if short[0] not in name + inner:
        return False
    if not _leaves_words_out(short, name, inner) and (
        short[-1] == name[-1:] or not _leaves_words_out(_with_head(short), _with_head(name), inner)
    ):
        return False
    if not is_known or phrases.thesaurus.find(window) is None or _is_one_of_joined(short, name):
        return True
    return (kind == "narrower" and name.endswith(short)) or relate(name, short, phrases.thesaurus).family in OF_THE_ITEM


def _leaves_words_out(short: str, name: str, inner: str) -> bool:
    if not 2 <= len(short) < len(name) + len(inner) or short[-1] != name[-1:]:
        return False
    return is_within(short, name) or is_within(short, inner + name) or _is_made_of(short, name)


def _is_made_of(short: str, name: str) -> bool:
    """异地公积金贷款证明 for 公积金异地贷款职工证明: words of the name in another order."""
    words, at = 0, 0
    while at < len(short):
        end = next((end for end in range(len(short), at + 1, -1) if short[at:end] in name), None)
        if end is None:
            return False
        words, at = words + 1, end
    return 1 < words <= _MOST_WORDS


def _with_head(name: str) -> str:
    """The name with its last noun in one spelling: 操作证 and 操作证书, 刻章申请 and 刻章申请表, 证明 and 证明文件."""
    head = head_of(name)
    noun = "证明" if head.word.startswith("证明") else _NOUNS.get(head.head, head.head)
    return name.removesuffix(head.word) + noun if head.word != name else name


def _of_the_texts(name: str) -> str:
    """操作规程目录清单 is a list of the 操作规程: windows say 操作规程 for what comes with it."""
    texts = name
    while texts.endswith(_LISTS_OF_TEXTS):
        texts = texts[:-2]
    return texts if head_of(texts).family == "方案" else name


def _is_one_of_joined(short: str, name: str) -> bool:
    """营业场所平面图 and 仓储场所平面图 are both in 营业场所和仓储场所地址、面积、平面图."""
    *first, last = _JOINT.split(name)
    return any(short == words[:at] + last for words in first for at in range(2, len(words) + 1))


def may_be_short(window: str, guide: str) -> bool:
    """护考合格证明 may be 护士执业资格考试合格证明; a name with nothing but words before it is one kind of the other."""
    short, full = normalise(window).text, normalise(guide).text
    return (
        len(short) > 4
        and short[-1] == full[-1]
        and not full.endswith(short)
        and not full.startswith(short)
        and is_within(short, full)
    )
