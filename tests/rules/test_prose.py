"""Kind `prose`: what sentences ask for, held against the lists and against each other, with exact places."""

import pytest

from tests.rules.conftest import Found

ID = "materials:\n  - {name: 居民身份证, type: 原件, copies: 1}\n"


def places(found: Found, guide: str, rule: str) -> list[tuple[int, int, str, str]]:
    return [
        (f.location.start.line, f.location.start.column, f.location.path, f.location.text) for f in found(guide, rule)
    ]


HIDDEN = """\
conditions: [年满60周岁, 家庭困难的需提供收入证明]
materials:
  - {name: 居民身份证, notes: 同时附上户口簿复印件}
  - {name: 高龄津贴申请表}
steps:
  - {name: 申请, standard: "填写《高龄津贴申请表》,并提交居民身份证"}
  - {name: 凭领取通知书和身份证领取}
notes: [无需提供银行流水, 窗口出具受理通知书, "无法提供户口簿的,须提交村委会出具的居住证明"]
"""


def test_papers_that_only_sentences_ask_for(found: Found) -> None:
    assert places(found, HIDDEN, "contradiction/hidden-material") == [
        (4, 30, "conditions[1]", "收入证明"),
        (6, 30, "materials[0].notes", "户口簿"),
        (11, 49, "notes[2]", "居住证明"),
    ]


def test_contradictory_lists_are_told_by_default(found: Found) -> None:
    (finding,) = found(f"{ID}conditions: [需提供收入证明]\n", "contradiction/hidden-material", preview=False)
    assert [one.ticket for one in finding.evidence] == ["YINTAI-2025-05-001"]


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("须本人到场办理", "须本人到场"),
        ("男女双方共同到婚姻登记处提出申请", "男女双方共同到婚姻登记处提出申请"),
        ("未满十六周岁的,应当由其监护人陪同", "由其监护人陪同"),
        ("代领一律不办,不得委托他人代办", "不得委托他人代办"),
    ],
)
def test_somebody_has_to_come(found: Found, sentence: str, words: str) -> None:
    (finding,) = found(f'{ID}notes: ["{sentence}"]\n', "presence/said-in-prose")
    assert words in finding.message.zh or finding.location.text in words


@pytest.mark.parametrize(
    "notes",
    [
        "[须本人到场办理, '本人无法到场的,可以委托他人办理']",
        "[不需要本人亲自办理]",
        "[申请人可以到窗口或者网上提出申请]",
        "[申请人应当为本市户籍]",
    ],
)
def test_nobody_is_shut_out(found: Found, notes: str) -> None:
    assert found(f"{ID}notes: {notes}\n", "presence/said-in-prose") == []


def test_an_agent_needs_a_letter_that_is_listed(found: Found) -> None:
    (finding,) = found(
        f"{ID}steps: [{{name: 申请(个人或委托他人)}}]\n", "presence/no-delegation-material", preview=False
    )
    assert finding.message.zh == "允许“个人或委托他人”，申请材料里没有授权委托书，代办的人会白跑一趟"
    assert [one.path for one in finding.related] == ["steps[0].name"]
    listed = ID + "  - {name: 授权委托书, when: 委托办理}\nsteps: [{name: 申请(个人或委托他人)}]\n"
    assert found(listed, "presence/no-delegation-material") == []
    assert found(f"{ID}notes: [未成年人可由监护人代为申请]\n", "presence/no-delegation-material") == []


CONFLICTS = """\
case_type: 即办件
conditions: [年满18周岁, 须本人到场办理]
materials:
  - {name: 居民身份证, notes: 可由监护人代办}
steps: [{name: 受理, limit: 5个工作日}, {name: 现场勘查, limit: 5个工作日}, {name: 缴费, limit: 5个工作日}]
time_limit: {statutory: "20", promised: 3个工作日}
fee: {charged: false}
visits: 0
complaint: {phone: abc}
"""


@pytest.mark.parametrize(
    ("rule", "place"),
    [
        ("contradiction/in-person-or-agent", (5, 22, "conditions[1]", "须本人到场")),
        ("contradiction/adult-with-guardian", (7, 27, "materials[0].notes", "由监护人代办")),
        ("contradiction/steps-and-promise", (9, 41, "time_limit.promised", "3个工作日")),
        ("contradiction/at-once-with-days", (9, 41, "time_limit.promised", "3个工作日")),
        ("contradiction/free-with-fee-step", (8, 70, "steps[2].name", "缴费")),
        ("contradiction/zero-visits-in-prose", (11, 9, "visits", "0")),
        ("time/no-unit", (9, 26, "time_limit.statutory", "20")),
        ("fields/no-telephone-number", (12, 20, "complaint.phone", "abc")),
    ],
)
def test_two_things_that_do_not_go_together(found: Found, rule: str, place: tuple[int, int, str, str]) -> None:
    assert places(found, CONFLICTS, rule) == [place]


def test_a_step_at_the_window_is_a_visit_unless_there_is_another_way(found: Found) -> None:
    guide = f"visits: 0\n{ID}steps: [{{name: 申请, standard: 申请人到窗口提交材料原件}}]\n"
    (finding,) = found(guide, "contradiction/zero-visits-in-prose")
    assert (finding.location.path, "写“到窗口提交”" in finding.message.zh) == ("visits", True)
    assert [one.path for one in finding.related] == ["steps[0].standard"]
    assert found(f"{guide}notes: [也可网上申请]\n", "contradiction/zero-visits-in-prose") == []


def test_a_bare_kind_of_paper_is_no_hidden_demand(found: Found) -> None:
    guide = f"{ID}steps: [{{name: 当事人出示证件、户口簿}}]\n"
    assert [f.location.text for f in found(guide, "contradiction/hidden-material")] == ["户口簿"]


def test_a_sum_below_the_promise_is_a_hint(found: Found) -> None:
    guide = f"{ID}time_limit: {{promised: 22个工作日}}\nsteps: [{{name: 受理, limit: 1个工作日}}, {{name: 办结, limit: 20个工作日}}]\n"
    (finding,) = found(guide, "contradiction/steps-and-promise")
    assert (finding.level.word, "1+20=21工作日" in finding.message.zh) == ("hint", True)


def test_an_inspection_is_not_done_within_the_day(found: Found) -> None:
    guide = ID + "steps: [{name: 受理}, {name: 现场核查}]\ntime_limit: {promised: %s}\n"
    assert [f.location.text for f in found(guide % "当场办结", "contradiction/inspection-in-time")] == ["当场办结"]
    assert found(guide % "1个工作日(不含现场核查时间)", "contradiction/inspection-in-time") == []
    assert found(guide % "5日", "contradiction/inspection-in-time") == []
