"""What two documents say of one fact: met, broken with a witness, or open with a reason."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guidelint.language.facts import FactVerdict, compare
from guidelint.language.phrase import Document, PhraseBook

PROMISED = [
    "身份证", "本人身份证原件", "夫妻双方身份证复印件2份", "身份证原件或复印件", "加盖公章的营业执照副本复印件", "一寸白底照片2张",
    "近期二寸免冠彩色照片每人2张", "三个月内开具的收入证明", "县级以上医院出具的诊断证明", "户口簿首页复印件", "父母或监护人的户口簿",
    "经公证的委托书原件", "法定代表人签字的申请表一式两份", "电子照片", "有效的护照",
]  # fmt: skip


def document(phrases: PhraseBook, text: str) -> Document:
    (one,) = phrases.parse(text).documents
    return one


def verdicts(phrases: PhraseBook, promise: str, demand: str) -> list[FactVerdict]:
    return list(compare(document(phrases, promise), document(phrases, demand)))


@pytest.mark.parametrize(
    ("promise", "demand", "fact", "outcome"),
    [
        # Holders: one more person, another one, the same in other words.
        ("本人身份证", "配偶的身份证", "holder", "broken"),
        ("身份证", "房东的身份证", "holder", "broken"),
        ("申请人身份证", "本人身份证", "holder", "met"),
        ("身份证", "本人身份证", "holder", "met"),
        ("夫妻双方身份证", "配偶的身份证", "holder", "met"),
        ("本人身份证", "夫妻双方身份证", "holder", "broken"),
        ("房屋出租人的身份证", "房东的身份证", "holder", "met"),
        ("父母或监护人的身份证", "父亲的身份证", "holder", "broken"),
        ("父母的身份证", "父母或监护人的身份证", "holder", "met"),
        ("经办人身份证", "法定代表人身份证", "holder", "broken"),
        ("监护人身份证", "被监护人身份证", "holder", "broken"),
        ("现车主的身份证", "机动车所有人的身份证", "holder", "met"),
        ("车主的身份证", "原车主的身份证", "holder", "broken"),
        ("社会保障卡", "参保人的社会保障卡", "holder", "met"),
        ("申请人身份证", "租赁双方身份证", "holder", "open"),
        ("父亲或母亲的居住证", "父母双方的居住证", "holder", "broken"),
        ("承办者身份证", "承办单位的身份证", "holder", "met"),
        # Forms: more of it, another one; what is filled in is an original anyway.
        ("身份证复印件", "身份证原件", "form", "broken"),
        ("身份证原件", "身份证原件和复印件", "form", "broken"),
        ("身份证原件和复印件", "身份证复印件", "form", "met"),
        ("身份证", "身份证原件", "form", "broken"),
        ("身份证原件或复印件", "身份证原件", "form", "broken"),
        ("身份证原件", "身份证原件或复印件", "form", "met"),
        ("贷款申请表", "贷款申请表原件", "form", "met"),
        ("申请人身份证复印件,同时交验原件", "身份证原件", "form", "met"),
        # Numbers: form by form and person by person.
        ("身份证复印件1份", "身份证复印件2份", "number", "broken"),
        ("身份证复印件", "身份证复印件2份", "number", "broken"),
        ("身份证复印件3份", "身份证复印件2份", "number", "met"),
        ("身份证复印件", "身份证复印件1份", "number", "met"),
        ("申请表一式三份", "申请表两份", "number", "met"),
        ("申请人及随迁人照片2张", "照片每人2张", "number", "open"),
        ("申请人及随迁人照片每人2张", "照片2张", "number", "met"),
        ("身份证原件", "身份证原件和复印件2份", "number", "met"),  # the form says it
        # Marks.
        ("营业执照复印件", "加盖公章的营业执照复印件", "marks", "broken"),
        ("营业执照复印件(不需要加盖公章)", "加盖公章的营业执照复印件", "marks", "broken"),
        ("营业执照复印件(加盖公章)", "盖章的营业执照复印件", "marks", "met"),
        ("章程(加盖档案查询专用章)", "章程(加盖公司公章)", "marks", "broken"),
        ("流水(加盖银行业务章)", "流水(加盖银行公章)", "marks", "broken"),
        ("流水(加盖银行公章)", "流水(加盖银行业务章)", "marks", "broken"),
        ("委托书", "经公证的委托书", "marks", "broken"),
        ("房屋租赁合同", "已备案的房屋租赁合同", "marks", "broken"),
        ("申请人签字或盖章的申请表", "申请人签字的申请表", "marks", "broken"),
        ("申请人签字的申请表", "申请人签字或盖章的申请表", "marks", "met"),
        ("护照", "在有效期内的护照", "marks", "open"),
        ("有效的护照", "在有效期内的护照", "marks", "met"),
        # Issuers: a class leaves others out, an office may be the only one.
        ("诊断证明", "三甲医院出具的诊断证明", "issuer", "broken"),
        ("医院出具的诊断证明", "三甲医院出具的诊断证明", "issuer", "broken"),
        ("三甲医院出具的诊断证明", "医院出具的诊断证明", "issuer", "met"),
        ("收入证明", "单位开具的收入证明", "issuer", "open"),
        # Ages.
        ("收入证明", "三个月内开具的收入证明", "age", "broken"),
        ("六个月内开具的收入证明", "三个月内开具的收入证明", "age", "broken"),
        ("一个月内开具的收入证明", "三个月内开具的收入证明", "age", "met"),
        ("半年内开具的收入证明", "6个月内开具的收入证明", "age", "met"),
        ("近期照片", "近三个月照片", "age", "open"),
        ("近三个月照片", "近期照片", "age", "met"),
        # A record covers a time: more of it is better.
        ("近三个月的银行流水", "近六个月的银行流水", "age", "broken"),
        ("近一年的银行流水", "近六个月的银行流水", "age", "met"),
        ("银行流水", "近六个月的银行流水", "age", "broken"),
        ("近期银行流水", "近六个月的银行流水", "age", "open"),
        ("三个月内打印的银行流水", "六个月内打印的银行流水", "age", "met"),
        # Pages: the original has all of them.
        ("户口簿首页复印件", "户口簿全本复印件", "extent", "broken"),
        ("户口簿复印件", "户口簿首页和本人页复印件", "extent", "broken"),
        ("户口簿原件", "户口簿首页和本人页", "extent", "met"),
        ("户口簿", "户口簿首页和本人页", "extent", "open"),
        ("户口簿首页、本人页复印件", "户口簿本人页复印件", "extent", "met"),
        ("户口簿第1页复印件", "户口簿第一页复印件", "extent", "met"),
        ("户口簿学生个人页复印件", "户口簿学生页复印件", "extent", "met"),
        ("出生医学证明正本", "出生医学证明正页", "extent", "met"),
        # Make: photographs are one document with properties.
        ("一寸白底照片2张", "一寸红底照片", "make", "broken"),
        ("2寸照片", "两寸照片", "make", "met"),
        ("照片", "一寸照片", "make", "broken"),
        ("35mm×45mm照片", "小二寸照片", "make", "met"),
        ("26mm×32mm照片", "一寸照片", "make", "open"),
        ("免冠正面照片", "免冠照片", "make", "met"),
        # Editions.
        ("营业执照正本", "营业执照副本", "edition", "broken"),
        ("营业执照", "营业执照副本", "edition", "broken"),
        ("营业执照正、副本", "营业执照副本", "edition", "met"),
    ],
)
def test_outcome(phrases: PhraseBook, promise: str, demand: str, fact: str, outcome: str) -> None:
    found = [one.verdict for one in verdicts(phrases, promise, demand) if one.fact == fact]
    worst = min(found, key=lambda verdict: ("broken", "open", "met").index(verdict.outcome))
    assert worst.outcome == outcome
    assert (worst.witness is not None) == (outcome == "broken")
    assert (worst.reason is not None) == (outcome == "open")


@pytest.mark.parametrize(
    ("promise", "demand", "witness"),
    [
        ("身份证复印件", "身份证原件", "只带身份证复印件的人"),
        ("本人身份证", "配偶的身份证", "没有带配偶的身份证的人"),
        ("营业执照复印件", "加盖公章的营业执照复印件", "没有盖章的营业执照"),
        ("一寸白底照片", "一寸红底照片", "白底照片"),
        ("户口簿首页复印件", "户口簿全本复印件", "没有全本的户口簿复印件"),
        ("身份证复印件1份", "身份证复印件2份", "只带1份身份证复印件的人"),
    ],
)
def test_who_keeps_to_the_promise_and_is_refused(phrases: PhraseBook, promise: str, demand: str, witness: str) -> None:
    (broken,) = [one.verdict for one in verdicts(phrases, promise, demand) if one.verdict.outcome == "broken"]
    assert broken.witness is not None
    assert broken.witness.zh == witness


@pytest.mark.parametrize("text", PROMISED)
def test_every_document_meets_itself(phrases: PhraseBook, text: str) -> None:
    assert {one.verdict.outcome for one in verdicts(phrases, text, text)} <= {"met"}


@settings(deadline=None)
@given(st.sampled_from(PROMISED), st.sampled_from(PROMISED))
def test_nothing_is_demanded_that_is_not_said(phrases: PhraseBook, promise: str, demand: str) -> None:
    """One verdict for each fact of the demand, whatever the promise says, and no other."""
    wanted = document(phrases, demand)
    said = {
        "holder": wanted.holders, "edition": wanted.editions, "form": wanted.form, "number": wanted.count, "marks": wanted.marks,
        "issuer": wanted.issuer, "age": wanted.age, "extent": wanted.extent, "make": wanted.make,
    }  # fmt: skip
    found = {one.fact for one in compare(document(phrases, promise), wanted)}
    assert found == {fact for fact, words in said.items() if words}


@settings(deadline=None)
@given(st.permutations(["加盖公章", "1份", "正反面"]))
def test_facts_do_not_depend_on_their_order(phrases: PhraseBook, said: list[str]) -> None:
    one = document(phrases, f"申请人身份证复印件({','.join(said)})")
    assert (one.text, one.form and one.form.value, one.copies and one.copies.number) == ("身份证", "复印件", 1)
    assert [mark.kind for mark in one.marks] == ["盖章"]
    assert [part.value for part in one.extent] == ["正反面"]


@pytest.mark.parametrize(
    ("words", "complete"),
    [
        ("加盖公章", True), ("不需要加盖公章", True), ("白底", True), ("三个月内开具", True), ("首页和本人页", True), ("要公证", True),
        ("照片背景颜色为白色", True), ("红底、蓝底都可以", False), ("写明离职原因", False), ("", False), ("两个人以上", False),
    ],
)  # fmt: skip
def test_facts_of_a_criterion(phrases: PhraseBook, words: str, complete: bool) -> None:
    facts = phrases.facts(words)
    assert facts.complete is complete
    assert facts.document.text == ""
