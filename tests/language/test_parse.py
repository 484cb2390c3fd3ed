"""Published names, part by part, and the offsets of every part."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from guidelint.language.phrase import Phrase, PhraseBook
from guidelint.language.phrase.numerals import count
from tests.language.said import documents, form


def said(phrase: Phrase) -> dict[str, object]:
    """What is said of the first document, and all documents, as plain words."""
    first = next(phrase.documents)
    words: dict[str, object] = {
        "documents": documents(phrase),
        "holders": [part.text for part in first.holders],
        "form": first.form and first.form.value,
        "originals": first.originals and first.originals.number,
        "copies": first.copies and first.copies.number,
        "per_person": first.per_person,
        "marks": [(mark.kind, mark.by) for mark in first.marks],
        "issuer": first.issuer and first.issuer.text,
        "age": first.age and first.age.text,
        "extent": [part.value for part in first.extent],
        "make": {f"{one.dimension}{one.value}" for one in first.make},
        "circumstance": first.circumstance and first.circumstance.text,
    }
    return {fact: value for fact, value in words.items() if value}


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "申请人及配偶身份证原件及复印件1份(加盖公章)",
            {
                "documents": [["身份证"]],
                "holders": ["申请人", "配偶"],
                "form": "原件和复印件",
                "copies": 1,
                "marks": [("盖章", None)],
            },
        ),
        ("户口簿、身份证", {"documents": [["户口簿"], ["身份证"]]}),
        ("身份证或护照等有效身份证件", {"documents": [["身份证", "护照", "有效身份证件"]]}),
        (
            "近期1寸白底免冠照片2张",
            {"documents": [["照片"]], "originals": 2, "age": "近期", "make": {"尺寸一寸", "底色白", "姿态免冠"}},
        ),
        (
            "双方身份证(正反面)各2份",
            {"documents": [["身份证"]], "holders": ["双方"], "originals": 2, "extent": ["正反面"]},
        ),
        (
            "经办人身份证及授权委托书(委托办理时提供)",
            {"documents": [["身份证"], ["授权委托书"]], "holders": ["经办人"]},
        ),
        ("身份证明(居民身份证或护照)", {"documents": [["居民身份证", "护照"]]}),
        ("《居民户口簿》(原件)一式叁份", {"documents": [["居民户口簿"]], "form": "原件", "originals": 3}),
    ],
)
def test_parts(phrases: PhraseBook, text: str, parts: dict[str, object]) -> None:
    assert said(phrases.parse(text)) == parts


def test_enumeration_after_a_colon(phrases: PhraseBook) -> None:
    phrase = phrases.parse("法定代表人或负责人身份证明:包括身份证复印件")
    assert documents(phrase) == [["身份证"]]
    assert form(phrase) == "复印件"
    assert phrase.mentions[0].enumerated == "closed"


def test_each_clause_keeps_its_circumstance(phrases: PhraseBook) -> None:
    phrase = phrases.parse("股东的主体资格证明或者自然人身份证明复印件;股东为企业的,提交营业执照副本复印件")
    assert documents(phrase) == [["主体资格证明", "自然人身份证明"], ["营业执照"]]
    assert [one.circumstance and one.circumstance.text for one in phrase.documents] == [None, None, "股东为企业的"]
    assert [one.form and one.form.value for one in phrase.documents] == ["复印件", "复印件", "复印件"]


@pytest.mark.parametrize(
    ("text", "enumerated"),
    [
        ("身份证明", ""),
        ("身份证明(居民身份证或护照)", "closed"),
        ("身份证明(原件)", ""),
        ("身份证明(如护照)", "open"),
        ("身份证、护照等身份证明", "open"),
        ("身份证明：居民身份证", "closed"),
    ],
)
def test_what_makes_a_vague_word_precise(phrases: PhraseBook, text: str, enumerated: str) -> None:
    mentions = {phrases.thesaurus.concept(m.concept).id: m.enumerated for m in phrases.parse(text).mentions}
    assert mentions["identity-proof"] == enumerated


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("驾驶证 - 复印件1份", {"documents": [["驾驶证"]], "form": "复印件", "copies": 1}),
        ("房产证、购房合同、租赁合同(三选一)", {"documents": [["房产证", "购房合同", "租赁合同"]]}),
        ("机动车登记凭证第三联", {"documents": [["机动车登记凭证"]], "extent": ["第三联"]}),
        ("驾驶证正副页复印件", {"documents": [["驾驶证"]], "form": "复印件", "extent": ["正副页"]}),
        ("派出所出具的2年内无违法记录的证明", {"documents": [["2年内无违法记录的证明"]], "issuer": "派出所"}),
        ("工作证明(自备)", {"documents": [["工作证明"]]}),
        ("居住证明(非本地户籍人员)", {"documents": [["居住证明"]], "circumstance": "非本地户籍人员"}),
        ("遗失声明的报纸原件", {"documents": [["报纸"]], "form": "原件"}),
    ],
)
def test_ways_to_write_a_line(phrases: PhraseBook, text: str, parts: dict[str, object]) -> None:
    assert said(phrases.parse(text)) == parts


def test_a_line_without_a_document_is_unread(phrases: PhraseBook) -> None:
    phrase = phrases.parse("复印件须加盖公章,并提供原件核对")
    assert phrase.requirements == ()
    assert [part.text for part in phrase.unread] == ["复印件须加盖公章,并提供原件核对"]


@pytest.mark.parametrize("text", ["身份证领取凭证", "法定代表人身份证明书"])
def test_a_word_inside_a_longer_document_is_not_meant(phrases: PhraseBook, text: str) -> None:
    assert "identity-proof" not in {m.concept for m in phrases.parse(text).mentions}
    assert "resident-identity-card" not in {m.concept for m in phrases.parse(text).mentions}


def test_a_conjunction_inside_a_name_is_no_conjunction(phrases: PhraseBook) -> None:
    """Takes over a second: the segmenter is loaded, as it is wherever the thesaurus knows neither side."""
    assert documents(phrases.parse("共和国勋章获得者名册")) == [["共和国勋章获得者名册"]]
    assert documents(phrases.parse("选址论证书和竣工验收图纸")) == [["选址论证书"], ["竣工验收图纸"]]


def test_covered_names_do_not_load_the_segmenter() -> None:
    import subprocess
    import sys

    code = (
        "import sys; from pathlib import Path; from guidelint.workspace.workspace import Workspace;"
        "from guidelint.language.phrase import PhraseBook;"
        "from guidelint.language.vocabulary import load_thesaurus;"
        "book = PhraseBook(load_thesaurus(Workspace.find(Path('.'), Path('.'))));"
        "book.parse('申请人及配偶身份证原件及复印件1份(加盖公章)'); print('jieba' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


@pytest.mark.parametrize(
    ("words", "number"),
    [("2份", 2), ("各贰份", 2), ("一式三份", 3), ("壹式叁份", 3), ("十二张", 12), ("两份", 2), ("〇份", 0)],
)
def test_numbers(words: str, number: int) -> None:
    assert count(words) == number


PIECES = [
    "申请人",
    "身份证明",
    "身份证",
    "(",
    ")",
    "、",
    "或",
    "及",
    "原件",
    "复印件",
    "2份",
    ":",
    ";",
    "等",
    "的,",
    " ",
    "（",
    "證",
    "x",
    "\n",
    "加盖公章",
    "委托办理时提供",
]


@example("原件:复印件身份证明")  # the form that is said later stood first, and the part began behind its end
@given(st.one_of(st.text(max_size=80), st.lists(st.sampled_from(PIECES), max_size=20).map("".join)))
def test_every_part_is_found_at_its_offsets_in_the_text_as_published(phrases: PhraseBook, text: str) -> None:
    phrase = phrases.parse(text)
    for one in phrase.documents:
        parts = [one, one.form, one.originals, one.copies, one.issuer, one.age, one.circumstance]
        for part in (*parts, *one.holders, *one.marks, *one.extent, *one.make):
            assert part is None or text[part.start : part.end] == part.text != ""
    for mention in phrase.mentions:
        assert 0 <= mention.start < mention.end <= len(text)
