"""Kind `contradiction`: one guide that says two things. Structured fields win over words in a name."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Literal

from guidelint.contract.words import read
from guidelint.language.duration import read_duration
from guidelint.language.facts.form import COPY, ORIGINAL
from guidelint.language.normalise import normalise
from guidelint.language.phrase.numerals import may_count
from guidelint.language.thesaurus import Thesaurus
from guidelint.model.rule import Rule
from guidelint.model.text import Text
from guidelint.rules.kinds.comparison import Compare, ComparisonCheck
from guidelint.rules.kinds.context import CheckContext, Match
from guidelint.rules.kinds.options import COMPARE
from guidelint.rules.kinds.options import Options as Common

_PROVINCES = {
    "11": "北京市", "12": "天津市", "13": "河北省", "14": "山西省", "15": "内蒙古自治区", "21": "辽宁省", "22": "吉林省",
    "23": "黑龙江省", "31": "上海市", "32": "江苏省", "33": "浙江省", "34": "安徽省", "35": "福建省", "36": "江西省",
    "37": "山东省", "41": "河南省", "42": "湖北省", "43": "湖南省", "44": "广东省", "45": "广西壮族自治区", "46": "海南省",
    "50": "重庆市", "51": "四川省", "52": "贵州省", "53": "云南省", "54": "西藏自治区", "61": "陕西省", "62": "甘肃省",
    "63": "青海省", "64": "宁夏回族自治区", "65": "新疆维吾尔自治区",
}  # fmt: skip
"""By the first two digits of a code of GB/T 2260."""
_COPY_WORDS = ("复印", "影印", "复制件", "扫描件")  # what stands for a copy in the grammar of names


Comparison = Literal[
    "copies",
    "form",
    "unlisted-material",
    "time-limit",
    "fee",
    "visits",
    "region",
]


class Options(Common, frozen=True, forbid_unknown_fields=True):
    compare: Annotated[Comparison, COMPARE]


def build(rule: Rule, options: Options, thesaurus: Thesaurus) -> ComparisonCheck:
    comparisons: Mapping[Comparison, Compare] = {
        "copies": _copies,
        "form": _form,
        "unlisted-material": _unlisted_material,
        "time-limit": _time_limit,
        "fee": _fee,
        "visits": _visits,
        "region": _region,
    }
    return ComparisonCheck(comparisons[options.compare], Text("前后一致", "both say the same"))


def _copies(context: CheckContext) -> Iterator[Match]:
    for index, material in enumerate(context.guide.materials):
        if material.copies is None or not may_count(normalise(material.name).text, other_than=material.copies):
            continue
        said = next((one.count for one in context.phrase(material.name).documents), None)
        if said is not None and said.number != material.copies:
            yield Match(
                ("materials", index, "name"),
                said.start,
                said.end,
                values={"text": said.text, "value": str(material.copies)},
            )


def _form(context: CheckContext) -> Iterator[Match]:
    for index, material in enumerate(context.guide.materials):
        if material.type is None or not _may_say(normalise(material.name).text, other_than=material.type):
            continue
        forms = {one.form.value: one.form for one in context.phrase(material.name).documents if one.form is not None}
        said = next(iter(forms.values()), None)
        if said is None or len(forms) > 1 or said.value in (material.type, "电子"):
            continue
        yield Match(
            ("materials", index, "name"), said.start, said.end, values={"text": said.text, "value": material.type}
        )


def _may_say(normal: str, *, other_than: str) -> bool:
    """Whether a name can say another form than this one; far cheaper than reading it."""
    original, copy = ORIGINAL in normal, any(word in normal for word in _COPY_WORDS)
    if (original and copy) or "正本" in normal or "副本" in normal:
        return True
    return (original or copy) and other_than != (ORIGINAL if original else COPY)


def _unlisted_material(context: CheckContext) -> Iterator[Match]:
    if not any(step.uses for step in context.guide.steps):
        return
    names = [material.name for material in context.guide.materials]
    listed = frozenset().union(*(read(name, context.phrases) for name in names))
    for step_index, step in enumerate(context.guide.steps):
        for index, used in enumerate(step.uses):
            if not _is_named(names, used) and not read(used, context.phrases) & listed:
                yield Match(("steps", step_index, "uses", index), values={"text": used, "value": step.name})


def _is_named(names: Sequence[str], used: str) -> bool:
    words = normalise(used).text
    return any(words in normalise(name).text for name in names)


def _time_limit(context: CheckContext) -> Iterator[Match]:
    guide = context.guide
    promised, statutory = (
        read_duration(text) if text else None for text in (guide.promised_limit, guide.statutory_limit)
    )
    if promised is not None and statutory is not None and promised.is_longer_than(statutory):
        yield Match(
            ("time_limit", "promised"),
            values={"text": guide.promised_limit or "", "value": guide.statutory_limit or ""},
        )


def _fee(context: CheckContext) -> Iterator[Match]:
    guide = context.guide
    if guide.charged is False and guide.amount and re.search(r"[1-9一二三四五六七八九十百]", guide.amount):
        yield Match(("fee", "amount"), values={"text": guide.amount})


def _visits(context: CheckContext) -> Iterator[Match]:
    for index, step in enumerate(context.guide.steps):
        if context.guide.visits == 0 and step.presence is not None and not step.presence.alternatives:
            yield Match(
                ("visits",), values={"text": "0", "value": f"{step.name}：{step.presence.who}", "step": str(index)}
            )
            return


def _region(context: CheckContext) -> Iterator[Match]:
    """An authority that begins with the full name of another province; 海南藏族自治州 lies in 青海省, and says no province."""
    guide = context.guide
    province = _PROVINCES.get((guide.region or "")[:2])
    authority = normalise(guide.authority or "").text
    named = next((name for name in _PROVINCES.values() if authority.startswith(name)), None)
    if province is not None and named is not None and named != province:
        values = {"text": guide.authority or "", "value": guide.region or "", "region": province}
        yield Match(("authority",), values=values, related=((context.document, ("region",)),))
