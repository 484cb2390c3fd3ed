"""Kind `demand`: papers that somebody will ask for as they see fit: 主管部门认为需要的其他文件, 视情况提供, 以窗口答复为准."""

from collections.abc import Iterable, Iterator, Mapping

from guidelint.language.normalise import normalise
from guidelint.language.phrase import PhraseBook
from guidelint.language.thesaurus import Thesaurus
from guidelint.model.regex import regex
from guidelint.model.rule import Rule
from guidelint.model.text import Text
from guidelint.rules.kinds import TextFilter
from guidelint.rules.kinds.context import CheckContext, Match
from guidelint.rules.kinds.options import FieldOptions, Unless
from guidelint.rules.kinds.pattern import compiled
from guidelint.rules.selector import select_texts


def _any(words: str) -> str:
    return f"(?:{'|'.join(words.split())})"


def _within(most: int) -> str:
    """Words of the same clause."""
    return f"[^,;。()]{{0,{most}}}?"


# Who asks: an office by the noun that its name ends in. 部队 and 部分 are none, nor is 全部.
_OFFICE = _any(
    "窗口 机关 部门 机构 局 厅 委员会 卫健委 发改委 中心 学校 银行 海关 法院 (?<![全内干本支])部(?!队|分|位|长|落)"
)
_HANDS_IN = _any("提供 提交 补充 出具 出示 补交 具备")
_MUST = _any("应当? 须 需")
_PAPER = _any("材料 资料 文件 证明 证件 手续 条件")
_LOOSELY = f"的?{_any('其他 其它 有关 相关 必要 补充 特殊')}*的?{_any('证明 申请 申报 书面 佐证')}*"
_PAPERS_TO_HAND_IN = f"的?{_MUST}?{_HANDS_IN}?{_LOOSELY}{_PAPER}"

_WAYS = (
    # 民政部门认为需要提供的其他证明材料
    f"{_OFFICE}{_within(6)}认为{_within(8)}{_any('需要? 必要 应当? 须')}{_within(16)}{_PAPER}",
    # 审批机关要求提交的其他材料, 农业部规定的其他证明材料; what 本条第二项 prescribes stands in the law
    f"{_OFFICE}(?:(?!第[0-9一二三四五六七八九十]+[条款项])[^,;。()]){{0,10}}?(?:要求|规定){_HANDS_IN}?{_PAPERS_TO_HAND_IN}",
    # 受理机构报经上级主管部门批准,要求提交的其他材料
    f"{_OFFICE}[^;。()]{{0,24}},要求{_HANDS_IN}?{_PAPERS_TO_HAND_IN}",
    # 经办银行所需材料; a proof of need is no such thing
    f"{_OFFICE}(?:所需|另需|需要)要?的?{_HANDS_IN}?{_LOOSELY}{_any('材料 资料 文件 证件 手续 条件')}",
    # 根据项目建设需要提供的其他材料, 视情况提供
    f"(?:根据|视|按照?|依据){_within(12)}{_any('需要 情况 情形')}{_within(10)}"
    f"{_any('要求 提供 提交 补充 增加 而定 确定')}(?:{_within(14)}{_any('材料 资料 文件 证明')})?",
    "根据要求(?:提供|提交)",
    # 以当地卫生局规定为准
    f"以?{_OFFICE}{_within(6)}{_any('规定 要求 通知 告知 解释 答复')}为准",
)
_DEMAND = regex("|".join(_WAYS))
_NAME = regex("[一-龥]{0,20}$")  # what belongs to the office's name before its last noun


class Options(FieldOptions, frozen=True, forbid_unknown_fields=True):
    unless: Unless | None = None


class DemandCheck:
    """Fires where a line or a condition leaves it to whoever handles the case to say what is needed.

    Silent where `unless` matches in the same text: a law is named, or the words that follow list what is needed.
    """

    def __init__(self, rule: Rule, options: Options) -> None:
        self.rule = rule
        self.unless = compiled(options.unless, "unless")

    def run(self, context: CheckContext) -> Iterator[Match]:
        for path, value in select_texts(context.document.data, self.rule.fields):
            yield from self._matches(path, value)

    @staticmethod
    def prefilter(checks: "Mapping[str, DemandCheck]", phrases: PhraseBook) -> TextFilter:
        def suspects(text: str) -> Iterable[str]:
            return checks if _DEMAND.search(normalise(text).text) else ()

        return suspects

    def why_silent(self, value: object) -> Text:
        return Text("没有让窗口临时决定要什么", "nothing is left to whoever handles the case")

    def _matches(self, path: tuple[str | int, ...], value: str) -> Iterator[Match]:
        normal = normalise(value)
        if self.unless is not None and self.unless.search(normal.text):
            return
        for found in _DEMAND.finditer(normal.text):
            start = found.start()
            if not found[0].startswith(("根据", "视", "按", "依据", "以")):
                name = _NAME.search(normal.text, 0, start)
                start = name.start() if name is not None else start
            yield Match(path, *normal.original(start, found.end()))


def build(rule: Rule, options: Options, thesaurus: Thesaurus) -> DemandCheck:
    return DemandCheck(rule, options)
