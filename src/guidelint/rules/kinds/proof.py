"""Kind `proof`: a name such as 资金证明 that says what is to be shown, and neither which paper shows it nor who issues it."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec
from msgspec import field

from guidelint.language.normalise import normalise
from guidelint.language.phrase import Document, Phrase, PhraseBook
from guidelint.language.thesaurus import Concept, Thesaurus
from guidelint.model.regex import regex
from guidelint.model.rule import Rule
from guidelint.model.text import Text
from guidelint.rules.kinds import TextFilter
from guidelint.rules.kinds.context import CheckContext, Match
from guidelint.rules.kinds.options import Except, FieldOptions
from guidelint.rules.kinds.pattern import compiled
from guidelint.rules.selector import select

_PROOF = regex("(?:证明|凭证材料|证明(?:材料|文件|资料)|佐证材料|凭证|手续)$")
_UNKNOWN_PROOF = regex("(?:证明|证明(?:材料|文件|资料)|凭证材料|佐证材料|手续)$")
"""What a name that the thesaurus does not know may end in; 凭证 and 材料 are as often the paper's own name."""
_COORDINATED = regex("[、/]|以及|和|与|或者?|及其?")
_MAKER = regex(
    "(?:机关|机构|单位|部门|学校|院校|高校|医院|公司|企业|银行|法院|公证处|派出所|街道|乡镇|镇政府|社区|居委会|村委会|村民委员会|"
    "居民委员会|委员会|政府|中心|协会|军队|部队|使领?馆|大使|公安|民政|局|厅|团以上)"
    "(?!资产|财产|资金|注册资本|经营|场[地所]|办学|设施|设备|用房)"
)
"""Somebody who could make the paper out; 学校资产的有效证明文件 is about what the school has."""
_OFFICIAL = regex(
    "(?:清税|备案|登记|注册|验收|检[验疫测查]|鉴定|认[定证]|查询|公证|缴[纳费存清税]|[完纳]税|评定|考核|培训|合格|结业|结清|注销|"
    "挂失|报案|接种|录用|聘用|赋码)的?$"
)
"""What an office, a tester or a school does under that name: 小作坊备案证明 is the paper that it gives out."""
_ISSUED = "出具的"
_SHOWS = regex("^(?:能够?|可以?|足以|用于|用以)证明.+的?(?:材料|文件|资料|证件)$")
"""能够证明亲属关系的材料 says what it shall show, and no paper."""
_SHOWN = 4  # papers that a message lists


class Options(FieldOptions, frozen=True, forbid_unknown_fields=True):
    excepted: Except | None = field(default=None, name="except")


class ProofCheck:
    """Fires on each document whose name ends in 证明, 凭证 or 手续 and that nobody issues under that name.

    It is silent where the issuer or the paper is named, and where `except` matches the name.
    """

    def __init__(self, rule: Rule, options: Options, thesaurus: Thesaurus) -> None:
        self.rule, self.thesaurus = rule, thesaurus
        self.excepted = compiled(options.excepted, "except")

    def run(self, context: CheckContext) -> Iterator[Match]:
        found_in = context.phrases.kept(self._in_text)
        for selector in self.rule.fields:
            for path, value in select(context.document.data, selector):
                if (isinstance(value, str) and "证" in value) or "手续" in str(value):
                    yield from (msgspec.structs.replace(found, path=path) for found in found_in[str(value)])

    @staticmethod
    def prefilter(checks: "Mapping[str, ProofCheck]", phrases: PhraseBook) -> TextFilter:
        def suspects(text: str) -> Iterable[str]:
            return checks if "证" in text or "手续" in text or "材料" in text else ()

        return suspects

    def why_silent(self, value: object) -> Text:
        return Text(
            "没有这种证明，或者写明了由谁出具、是哪一种",
            "no such proof, or it is said who issues it or which paper it is",
        )

    def _in_text(self, phrases: PhraseBook, text: str) -> Sequence[Match]:
        """Without their path: guides share their names of materials."""
        return tuple(self._open(phrases.parse(text)))

    def _open(self, phrase: Phrase) -> Iterator[Match]:
        told: set[tuple[int, int]] = set()
        for document in phrase.documents:
            if (document.start, document.end) in told:  # 学历或职称证明 is one place, though it is a choice of two
                continue
            name = normalise(document.text).text
            tail = _PROOF.search(name) or _SHOWS.search(name)
            if document.issuer is not None or tail is None or self._is_excepted(name):
                continue
            if _is_title(document, phrase) or _OFFICIAL.search(name, 0, tail.start()):
                continue
            concept = self.thesaurus.concept(document.concept) if document.concept is not None else None
            if concept is None and not self._is_open_by_grammar(name, document, phrase):
                continue
            if concept is not None and not self._is_open(concept, name):
                continue
            told.add((document.start, document.end))
            written = phrase.text[document.start : document.end]
            yield Match((), document.start, document.end, values={"text": written, "open": self._left(concept)})

    def _is_excepted(self, name: str) -> bool:
        return self.excepted is not None and bool(self.excepted.search(name))

    def _is_open(self, concept: Concept, name: str) -> bool:
        """Whether a name that the thesaurus knows stands for several papers, or for one of which it hides the issuer."""
        if self._is_wide(concept) or any(self._is_vague(head) for head in _heads(name)):
            return True
        return _ISSUED in concept.pref.zh and _MAKER.search(name) is None

    def _is_vague(self, name: str) -> bool:
        concept = self.thesaurus.find(name)
        return concept is not None and self._is_wide(concept)

    @staticmethod
    def _is_wide(concept: Concept) -> bool:
        """身份证明 is many papers; 疾病诊断证明书 is one, of which there are special forms."""
        return len(concept.narrower) > 1 and _PROOF.search(concept.pref.zh) is not None

    def _is_open_by_grammar(self, name: str, document: Document, phrase: Phrase) -> bool:
        """Whether an unknown name stands where nothing before it in its clause says who would make it out.

        Whose paper it is does not say so: 企业负责人的职称证明 is not the firm's.
        """
        before = phrase.text[: document.start]
        for holder in document.holders:
            before = before[: holder.start] + " " * (holder.end - holder.start) + before[holder.end :]
        clause = re.split("[;。；]", before[: document.start])[-1]
        return bool(_UNKNOWN_PROOF.search(name) or _SHOWS.search(name)) and _MAKER.search(clause + name) is None

    def _left(self, concept: Concept | None) -> Text:
        leaves = [self.thesaurus.concept(leaf) for leaf in self.thesaurus.leaves(concept.id)] if concept else []
        if len(leaves) < 2:
            return Text("没有说由谁出具、是哪一种", "with no word on who issues it or which paper it is")
        leaves.sort(key=lambda leaf: -len(leaf.labels))
        shown = [leaf.pref for leaf in leaves[:_SHOWN]]
        more = len(leaves) - len(shown)
        zh = "、".join(one.zh for one in shown) + (f"等 {len(leaves)} 种" if more else "")
        en = ", ".join(one.en for one in shown) + (f" and {more} more" if more else "")
        return Text(f"可以是{zh}，没有说收哪一种", f"it can be {en}, with no word on which is taken")


def _heads(name: str) -> Iterator[str]:
    """学历、执业资格或职称证明 is three: 学历证明, 执业资格证明, 职称证明."""
    tail = _PROOF.search(name)
    parts = _COORDINATED.split(name[: tail.start()]) if tail is not None else ()
    if tail is not None and len(parts) > 1:
        yield from (part + tail[0] for part in parts if part)


def _is_title(document: Document, phrase: Phrase) -> bool:
    """《残疾儿童康复证明》 is the name of one paper, whether or not it is known."""
    return phrase.text[max(0, document.start - 1) : document.start] in ("《", "〈")


def build(rule: Rule, options: Options, thesaurus: Thesaurus) -> ProofCheck:
    return ProofCheck(rule, options, thesaurus)
