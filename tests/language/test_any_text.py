"""Whatever is published is read without an error, and every part stands where it is said to stand."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from guidelint.language.phrase import PhraseBook
from guidelint.language.phrase.parse import parse

# fmt: off
PIECES = [
    "申请人", "身份证明", "负责人身份证明", "身份证", "(", ")", "（", "）", "、", "或", "及", "与", "和", "以及", "的", "等",
    "等材料", "其他材料", "原件", "复印件", "正本", "2份", "各2份", ":", "：包括", "；", "，", "。", "出具的", "公安局", "提交",
    "还需", "须提供", "施工人员", "属", "时", "有效", "近期", "近6个月内", "《", "》", "“", "”", "1寸照片", "[", "]", "證明",
    "İ", "与原件一致的", "到派出所", "申领", "限", "工程", "加盖公章", "签字", "如", "之一", "附", "新", "户主", "材料", "证", " ",
    "\u3000", "\n", "\ud800",
]
# fmt: on


@settings(deadline=None)  # the first example with an unknown word loads the segmenter
@example(text="有效\ud800")
@given(st.lists(st.sampled_from(PIECES), max_size=22).map("".join) | st.text(st.characters(), max_size=60))
def test_any_text(phrases: PhraseBook, text: str) -> None:
    phrase = parse(text, phrases.thesaurus)
    parts = [*phrase.unread]
    for requirement in phrase.requirements:
        assert requirement.alternatives
        assert all(requirement.alternatives)
        for one in requirement.documents:
            place = iter(text[one.start : one.end])
            assert all(character in place for character in one.text)  # 检测报告 stands in 检测或者评价报告
            parts += [one.form, one.originals, one.copies, one.issuer, one.age, one.circumstance]
            parts += [*one.holders, *one.marks, *one.extent, *one.make]
    assert all(text[part.start : part.end] == part.text != "" for part in parts if part is not None)
    places = [(mention.start, mention.end) for mention in phrase.mentions]
    assert places == sorted(set(places))
    assert all(0 <= start < end <= len(text) for start, end in places)
