"""Papers that sentences ask for and that are not among the materials."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, lru_cache

from msgspec import Struct

from guidelint.language.normalise import normalise
from guidelint.language.phrase import Document, PhraseBook
from guidelint.model.regex import regex
from guidelint.rules.prose.sentences import Sentence

_ASKS = regex(
    "(?:需|须|应当?|另需|还需|必须|要|请|并|同时|另外?|凭|持|携带|填写|递交|交验|提交|提供|出具|出示|附上?|附具|签署|报送|签订|带)+"
    "(?:需要?|须|应当?)?(?:提供|提交|出具|出示|携带|附上?|附具|填写|填报|交验|递交|报送|签署|持有?|凭)"
    "|(?:必须|应当|须|需|要)有(?![关限效权])"
    "|(?:提供|提交|出具|出示|携带|附具|填写|填报|交验|递交|签署)|(?<![支保主维坚扶住把])持(?!有|续|股)|凭(?!证|借)"
)
_DENIED = regex("(?:[无不毋](?:需要?|须|必|用|再|要求|得要求)|免于?|可不)[^,;。]{0,8}$")
_OFFICE = regex(
    "(?:窗口|工作人员|受理(?:部门|机构|机关|人员)|登记机关|审批(?:部门|机关)|本局|我局|中心|民政局|派出所|公安机关)"
    "[^,;。]{0,12}(?:出具|开具|填写|提供|签署)?$"
)
_STOPS = regex("领取|换取|办理|申请(?!表|书)|到|向|后|前往|进行|予以|即可|由|经")
_PAPER = regex(
    "(?:证|证书|证明|证件|表|书|函|簿|本|声明|报告|合同|协议|照片|执照|许可|批件|批复|材料清单|发票|票据|流水|公证|鉴定|凭证|单)$"
)
_OWN = regex(
    "通知书|回执|回单|受理单|受理凭证|领[卡证取]凭证|取件|决定书|告知书|缴费单|准考证|领[卡证取]单|预约单|叫号"
)
_SHOWN_ON_COLLECTING = regex("(?:本人)?(?:有效)?(?:居民)?身份证件?(?:原件)?")  # whoever collects something shows it
_REFERS = regex("上述|以上|前述|下列|以下|有关|相关|其他|该|原证|证照$|^(?:证件|证明|证书|表格?|票据|凭证)$")


class Hidden(Struct, frozen=True):
    """A paper that a sentence asks for, with its place in the text of the sentence's path."""

    text: str
    sentence: Sentence
    start: int
    end: int


class Listed:
    """The papers of a guide's own lines, its result and its title."""

    def __init__(self, names: Iterable[str], phrases: PhraseBook) -> None:
        self._phrases = phrases
        self._written = list(names)
        self._names = [normalise(name).text for name in self._written]

    @cached_property
    def _concepts(self) -> set[str]:
        """Read when a sentence first asks for a paper: most guides have none that does."""
        return {one.concept for name in self._written for one in self._phrases.parse(name).documents if one.concept}

    def has(self, document: Document) -> bool:
        """Whether a line names this paper, a kind of it or what it is a kind of; a doubt counts as listed."""
        words = normalise(document.text).text
        if any(words in name or (len(name) > 2 and name in words) for name in self._names):
            return True
        if document.concept is None:
            return any(_tail(words) in name for name in self._names)
        thesaurus = self._phrases.thesaurus
        return any(
            one == document.concept
            or thesaurus.is_within(one, document.concept)
            or thesaurus.is_within(document.concept, one)
            for one in self._concepts
        )


def hidden(found: Iterable[Sentence], listed: Listed, phrases: PhraseBook) -> Iterator[Hidden]:
    """Papers that the sentences ask for and the list has not, each once."""
    told: set[str] = set()
    for sentence in found:
        for start, words in _objects(sentence.text):
            for document in phrases.parse(words).documents:
                name = normalise(document.text).text
                if not _is_paper(document, name) or listed.has(document) or (document.concept or name) in told:
                    continue
                told.add(document.concept or name)
                at = sentence.text.find(name, start)
                yield (
                    Hidden(document.text, sentence, at, at + len(name))
                    if at >= 0
                    else Hidden(document.text, sentence, 0, 0)
                )


@lru_cache(maxsize=10_000)
def _objects(text: str) -> Sequence[tuple[int, str]]:
    """What stands after each verb that asks for papers, up to the next verb of doing."""
    return list(_asked(text))


def _asked(text: str) -> Iterator[tuple[int, str]]:
    for found in _ASKS.finditer(text):
        if _DENIED.search(text[: found.end()]) or _OFFICE.search(text[: found.start()]):
            continue
        rest = text[found.end() :]
        if rest.startswith("的"):  # 学校出具的就读证明 names an issuer; 提交的材料 refers to what is listed
            continue
        stop = _STOPS.search(rest)
        comma = rest.find(",")
        ends = [at for at in (stop.start() if stop else -1, comma) if at > 0]
        words = rest[: min(ends)] if ends else rest
        if stop is not None and stop[0] in ("领取", "换取"):
            words = _SHOWN_ON_COLLECTING.sub("", words)
        if 2 <= len(words) <= 60:
            yield found.end(), words


def _is_paper(document: Document, name: str) -> bool:
    if _OWN.search(name) or _REFERS.search(name) or len(name) < 2:
        return False
    return document.concept is not None or bool(_PAPER.search(name))


def _tail(words: str) -> str:
    """The last four characters, in which an unknown paper says what it is: 申请登记表 and 登记申请表 share 申请表."""
    return words[-3:]
