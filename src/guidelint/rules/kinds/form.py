"""Kind `form`: materials of which the guide does not say in what form, original or copy, they are to be brought."""

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from guidelint.language.heads import head_of
from guidelint.language.normalise import normalise
from guidelint.language.phrase import Document, PhraseBook
from guidelint.language.thesaurus import Thesaurus
from guidelint.model.material import Material
from guidelint.model.regex import regex
from guidelint.model.rule import Rule
from guidelint.model.text import Text
from guidelint.rules.kinds import TextFilter
from guidelint.rules.kinds.context import CheckContext, Match
from guidelint.rules.kinds.options import FieldOptions as Options

_SAID = regex("原件|传真件|復印|复印|影印|复制件|扫描件|正本|副本|原、复|複印|影本|掃描")
_FOR_ALL = regex(
    "(?:所有|全部|上述|以上|各项|均|都|各[0-9一二两三壹贰叁]|同时)[^。;]*(?:原件|复印件|影印件)"
    "|(?:原件|复印件|影印件)[^。;]*(?:均|都|各[0-9一二两三壹贰叁]|一式|同时|备验|备查|核对)"
)
"""A remark on the materials as a whole: 提供原件的同时提供复印件各1份."""
_MADE = frozenset({"申请表", "声明", "照片", "图", "方案", "简历", "决议"})
"""Families of papers that the applicant makes for this application and hands in as they are."""
_LISTED = frozenset(
    {"清单", "名册"}
)  # lists that the applicant writes; 流水 and 对账单 of the same family are a bank's
_OF_OTHERS = regex(
    "(?:体检|检测|检验|检查|检疫|检定|监测|审计|审查|评估|评价|验资|验收|勘验|勘察|勘测|测绘|鉴定|诊断|化验|征信|信用|质检|地形|宗地|地籍)"
    "(?:报告书?|记录|表|单|图|结论|结果|意见书?)*$"
    "|经(?:审计|公证|认证|鉴定)"
)
"""What somebody else makes: a report of any other kind is the applicant's own."""
_OWN = regex(
    "(?:说明|承诺|声明|申请)(?:材料|文件|资料|文书)$|(?:书面|同意)意见$|同意[^、]{1,12}意见$|送达地址确认书$|(?:制度|规程|预案)(?:文本|文件|材料|汇编)?$"
)
_PAPER = regex("(?:[书证单册簿薄本表照函据票卡信令状牌稿帖图]|(?<![条事案])件|结果|结论|意见)$")


class FormCheck:
    """Fires on a line with a paper of somebody else's whose form neither the line nor a remark on all lines tells.

    Source: a copy where the original is wanted, or the other way round, costs a journey; what the applicant writes
    for the application, such as a form, a plan or a list of members, is handed in as it is.
    """

    def __init__(self, rule: Rule, thesaurus: Thesaurus) -> None:
        self.rule, self.thesaurus = rule, thesaurus

    def run(self, context: CheckContext) -> Iterator[Match]:
        silent = [(n, one) for n, one in enumerate(context.guide.materials) if not _is_said(one)]
        if not silent or any(map(_FOR_ALL.search, map(_normal, context.guide.material_notes))):
            return
        for number, material in silent:
            if any(map(self._is_wanting, context.phrase(material.name).documents)):
                yield Match(("materials", number, "name"), values={"value": material.name})

    @staticmethod
    def prefilter(checks: "Mapping[str, FormCheck]", phrases: PhraseBook) -> TextFilter:
        def suspects(text: str) -> Iterable[str]:
            return checks

        return suspects

    def why_silent(self, value: object) -> Text:
        return Text(
            "写明了原件还是复印件，或者是申请人为这次申请写的材料",
            "the form is said, or the applicant writes this paper for the application",
        )

    def _is_wanting(self, document: Document) -> bool:
        known = self.thesaurus.concept(document.concept).pref.zh if document.concept is not None else ""
        name = normalise(document.text).text
        return _is_paper(name, known) and not _is_own(name, known)


def build(rule: Rule, options: Options, thesaurus: Thesaurus) -> FormCheck:
    return FormCheck(rule, thesaurus)


def _is_said(material: Material) -> bool:
    """Whether the line, its columns or its own remarks say the form; of one paper in a line it is taken to hold for all."""
    if material.type is not None or material.medium == "电子" or material.originals or material.photocopies:
        return True
    remarks = (
        _normal(material.name),
        *material.criteria,
        material.notes or "",
        material.remarks or "",
        material.seal or "",
    )
    return any(map(_SAID.search, remarks))


@lru_cache(maxsize=10_000)
def _normal(text: str) -> str:
    return normalise(text).text


def _is_paper(name: str, known: str) -> bool:
    """建设资金已落实 is a condition that stands among the materials, no paper."""
    return bool(known or head_of(name).family or _PAPER.search(name))


def _is_own(name: str, known: str) -> bool:
    """Whether the applicant makes the paper; the name as written tells first, then the name of what it denotes."""
    if _OF_OTHERS.search(name):
        return False
    head = head_of(name)
    if not head.family or (head.family == "材料" and not head.word.startswith("证")):
        head = head_of(known)
    return bool(_OWN.search(name)) or head.family in _MADE or head.head in {*_LISTED, "报告"}
