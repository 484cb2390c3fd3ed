"""What is met, broken and open between two sentences."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guidelint.language.sentence import Kind, compare
from guidelint.language.sentence.lexicon import build, lexicon
from guidelint.language.verdict import MET, Outcome

AGES_AND_AMOUNTS: list[tuple[str, str, Outcome]] = [
    ("年满二十周岁", "20周岁以上", "met"),
    ("年满二十二周岁", "满20周岁", "met"),
    ("年满20周岁", "年满22周岁", "broken"),
    ("未满60周岁", "不到六十岁", "met"),
    ("60周岁以下", "未满60周岁", "broken"),
    ("年龄在18周岁以上45周岁以下", "满十八周岁", "met"),
    ("男满60周岁、女满50周岁", "男六十、女五十周岁以上", "met"),
    ("经营满两年", "经营满24个月", "met"),
    ("居住满一年", "居住满365天", "open"),
    ("居住满两年", "居住满100天", "met"),
    ("仓库面积不少于100平方米", "库房不低于一百平米", "met"),
    ("注册资本不少于50万元", "注册资金五十万以上", "met"),
    ("注册资本不少于50万元", "注册资金一百万元以上", "broken"),
    ("距离学校200米以上", "离学校五百米以上", "broken"),
    ("工作满5年、居住满3年", "工作满3年、居住满5年", "broken"),
]
APART: list[tuple[str, str, Outcome]] = [
    # What belongs together and stands apart: direction and number, both ends of a range, a time and what it is said of.
    ("学员年龄20周岁以上、不超过55周岁", "20到55周岁", "met"),
    ("学员年龄20周岁以上", "20到55周岁", "broken"),
    ("家庭人均收入不超过低保标准的2倍", "人均收入在低保标准两倍以下", "met"),
    ("有3台以上收银机", "至少装三台收银机", "met"),
    ("开办资金不少于人民币50万元", "开办资金五十万以上", "met"),
    ("持有本市居住证,已连续满2年", "居住证连续满两年", "met"),
    ("持有本市居住证,已连续满2年", "居住证连续满三年", "broken"),
    ("租期不少于2年", "交材料那天起算,租期还有两年或两年以上", "met"),
    ("母亲或父亲在湖南省参保", "爸妈有一个人在省里参保", "met"),
    # A choice in one word for it, and in two.
    ("具有常德市户籍或有效居住证", "常德户口,或者有没过期的居住证", "met"),
    ("夫妻双方或者一方为本市户籍", "两口子有一个是本市户口就行", "met"),
    # Examples of what is denied are denied one by one.
    ("无癫痫、眩晕症等影响作业的疾病", "没有癫痫", "met"),
    # Some of a whole.
    ("有三分之二以上业主签名", "要全体业主签名", "broken"),
    ("社员中农民不少于百分之八十", "社员都得是农民", "broken"),
    ("除助学贷款、住房贷款、购车贷款和5万元以下的消费贷款以外,没有其他贷款", "名下没有任何贷款", "broken"),
]
STATES_AND_PERSONS: list[tuple[str, str, Outcome]] = [
    ("参加失业保险累计满12个月", "失业保险交够一年", "met"),
    ("参加失业保险累计满12个月", "失业保险连续交满一年", "broken"),
    ("非本市户籍", "本市户籍", "broken"),
    ("未婚", "没结过婚", "met"),
    ("未婚", "已婚", "broken"),
    ("大专以上学历", "本科以上学历", "broken"),
    ("本科以上学历", "大专及以上学历", "met"),
    ("有高级职称", "有中级以上职称", "met"),
    ("夫妻一方为本市户籍", "夫妻双方都是本市户口", "broken"),
    ("家庭名下无住房", "本人名下没有住房", "met"),
    ("本人名下无住房", "家庭名下没有住房", "broken"),
    ("户籍在青岛市", "青岛户口", "met"),
    ("户籍在青岛市", "烟台户口", "broken"),
]
LOGIC: list[tuple[str, str, Outcome]] = [
    ("本市户籍或持有居住证", "持有居住证或者本市户口", "met"),
    ("本市户籍或持有居住证", "必须是本市户籍", "broken"),
    ("没有赌博、吸毒记录", "没有吸毒记录", "met"),
    ("没有赌博记录", "没有赌博、吸毒记录", "broken"),
    ("没有赌博或者吸毒记录", "没有赌博记录", "met"),
    ("房屋无争议且未被查封", "房屋没有被查封", "met"),
    ("在本市无住房无机动车", "在本市没有机动车", "met"),
    ("未经许可不得经营", "要有许可", "met"),
    ("无住房的不予受理", "要有住房", "met"),
    ("不满20周岁的,不予登记", "满20周岁才给登记", "met"),
    ("没有居住证的办不了", "有居住证", "met"),
    ("未受过行政处罚,但警告的除外", "从未受过行政处罚", "broken"),
    ("残疾人优先", "必须是残疾人", "broken"),
    ("不需要提供担保", "要提供担保", "broken"),
    ("要提供担保", "不需要提供担保", "met"),
    ("品行良好", "没有犯罪记录", "open"),
    ("有必要的消防器材", "有三具灭火器", "open"),
    ("有必要的消防器材", "通过消防验收", "broken"),
    ("持有居住证", "缴过诺奇费", "open"),
]
CRITERIA: list[tuple[str, str, Outcome]] = [
    ("证件在有效期内", "证件没有过期", "met"),
    ("证件在有效期内", "证件有效期还有三个月以上", "broken"),
    ("蓝底照片", "照片背景为蓝色", "met"),
    ("蓝底照片", "白底照片", "broken"),
    ("一寸照片", "两寸照片", "broken"),
    ("照片40mm×60mm", "照片60×40毫米", "met"),
    ("蓝底或白底照片", "蓝底照片", "broken"),
    ("蓝底照片", "蓝底、白底都可以", "met"),
    ("一寸照片两张、两寸照片三张", "一寸照片三张", "broken"),
    ("近期照片", "三个月内拍的照片", "open"),
    ("证明由单位开具", "证明须经公证", "broken"),
    ("加盖公章", "不需要加盖公章", "met"),
    ("不需要加盖公章", "加盖公章", "broken"),
    ("委托书载明委托事项", "委托书写明委托期限", "broken"),
    ("照片大小不超过1M", "照片文件在一兆以内", "met"),
]
PRESENCE: list[tuple[str, str, Outcome]] = [
    ("申请人本人到场办理", "必须本人亲自来", "met"),
    ("可以委托他人代办", "必须本人到场", "broken"),
    ("可以委托他人代办", "委托书要公证", "broken"),
    ("可以由配偶代办", "配偶不能代办", "broken"),
    ("未成年人的房屋由监护人代为登记", "未成年人本人要到场", "broken"),
    ("由本人或者委托代理人办理", "本人办理", "broken"),
    ("夫妻双方共同到场", "两口子一起来", "met"),
    ("可以由子女或者他人代办", "只能由子女代办", "broken"),
    ("未满16周岁的由监护人陪同", "未满14周岁的由监护人陪同", "met"),
    ("未满14周岁的由监护人陪同", "未满16周岁的由监护人陪同", "broken"),
    ("年满18周岁的申请人须采集指纹", "所有申请人都须采集指纹", "broken"),
]
CRITERIA += [
    ("身份证复印件正反面印在同一页纸上", "身份证正反面复印在一张纸上", "met"),
    ("诊断书加盖医院公章", "诊断书盖公章", "met"),
    ("提供近五年劳动合同复印件", "劳动合同复印件,最近三年的", "met"),
    ("表上主治医师签名", "表上主治医生签字", "met"),
]
CIRCUMSTANCES: list[tuple[str, str, Outcome]] = [
    ("未满十八周岁的", "未满十六周岁的", "met"),
    ("未满十六周岁的", "未满十八周岁的", "broken"),
    ("遗失、损坏补发的", "因丢失补办的", "met"),
    ("离婚的", "丧偶的", "broken"),
    ("非户主办理的", "户主办理的", "broken"),
    ("年满80周岁的", "年纪大的", "open"),
]
SAID_IN_OTHER_WORDS: dict[Kind, list[tuple[str, str, Outcome]]] = {
    "condition": [
        ("每间教室面积不低于50平方米", "教室一间至少五十平米", "met"),
        ("成立满三年", "企业成立两年以上", "met"),
        ("未受过行政处罚,但警告的除外", "除警告以外没有受过行政处罚", "met"),
        ("无贷款的职工", "职工没有贷款", "met"),
        ("没有严重的违章记录", "任何违章都不能有", "broken"),
        ("人均收入低于低保标准", "人均收入比低保标准低", "met"),
        ("距离加油站不少于80米", "离加油站八十米以外", "met"),
        ("有与业务相适应的资金和船舶", "船不少于三艘", "open"),
        ("注册资本不少于80万元", "注册资金要一百六十万", "broken"),
        ("居民楼和学校周围100米内不得设立", "居民楼不能开", "met"),
        ("微型无人机实名登记", "无人机实名登记", "met"),
        ("从业人员须成年", "从业人员要满18岁", "met"),
    ],
    "criterion": [
        ("图纸采用A3幅面", "图纸要A4纸的", "broken"),
        ("照片不小于4寸", "照片要八寸以上", "broken"),
        ("复印件须核验原件,拿不出原件的加盖公章", "复印件必须核验原件", "broken"),
    ],
    "presence": [
        ("原则上由本人到场", "必须本人到场", "open"),
        ("有关人员应当到场", "股东要到场", "open"),
        ("负责人或者会计到场", "负责人和会计都要到场", "broken"),
        ("由本人或者子女办理", "可以让子女来办", "met"),
        ("由两名受托人办理", "两个受托人来办", "met"),
        ("未成年的学生,监护人代办", "未成年学生由监护人代为办理", "met"),
        ("父母双方到场", "爸妈来一个就行", "met"),
        ("签收时由本人签名", "签收的时候本人签字", "met"),
        ("买卖双方共同申请", "买卖双方同一时间到窗口", "open"),
    ],
    "circumstance": [
        ("申请人为未成年人的", "没满18岁的", "met"),
        ("未成年人办理的", "所有人来办都算", "broken"),
        ("必要时", "年满60周岁的", "open"),
        ("单位缴费的", "个人缴费的", "broken"),
        ("头一次办理的", "首次办理的", "met"),
        ("计划新设的店铺", "店铺还没成立的", "broken"),
        ("自毕业之日起超过2年申请的", "毕业两年以后才来申请的", "met"),
    ],
}
TABLES: dict[Kind, list[tuple[str, str, Outcome]]] = {
    "condition": AGES_AND_AMOUNTS + APART + STATES_AND_PERSONS + LOGIC,
    "criterion": CRITERIA,
    "presence": PRESENCE,
    "circumstance": CIRCUMSTANCES,
}
for _kind, _rows in SAID_IN_OTHER_WORDS.items():
    TABLES[_kind] = [*TABLES[_kind], *_rows]
KINDS: tuple[Kind, ...] = ("condition", "criterion", "circumstance", "presence")


@pytest.mark.parametrize(
    ("kind", "said", "wanted", "outcome"), [(k, *row) for k, rows in TABLES.items() for row in rows]
)
def test_outcome(kind: Kind, said: str, wanted: str, outcome: Outcome) -> None:
    verdict = compare([said], wanted, kind)
    assert verdict.outcome == outcome
    assert (verdict.witness is not None) == (outcome == "broken")
    assert (verdict.reason is not None) == (outcome == "open")


def test_all_that_the_guide_says_counts_together() -> None:
    assert compare(["本市户籍", "年满18周岁"], "满十八周岁,本市户口", "condition") == MET
    assert compare([], "本市户籍", "condition").outcome == "broken"


def test_the_witness_of_a_number_is_a_value_that_the_window_refuses() -> None:
    verdict = compare(["年满18周岁"], "年满20周岁", "condition")
    assert verdict.witness is not None
    assert verdict.witness.zh == "18周岁的人"


def test_what_nobody_can_compare_is_said_with_its_word() -> None:
    verdict = compare(["持有居住证"], "持有玄玑令", "condition")
    assert verdict.outcome == "open"
    assert verdict.reason is not None
    assert "玄玑" in verdict.reason.zh


SENTENCES = st.sampled_from([text for rows in TABLES.values() for said, wanted, _ in rows for text in (said, wanted)])
PLAIN = st.sampled_from(
    ["本市户籍", "持有居住证", "已婚", "本科以上学历", "失业", "缴纳社会保险", "现役军人", "有营业执照"]
)


@given(SENTENCES, st.sampled_from(KINDS))
def test_a_sentence_meets_itself(text: str, kind: Kind) -> None:
    assert compare([text], text, kind) == MET
    assert compare([text], f"{text}。", kind).outcome != "broken"


@given(PLAIN, PLAIN)
def test_another_way_open_makes_nothing_broken(said: str, other: str) -> None:
    assert compare([said], f"{said}或者{other}", "condition").outcome == "met"
    assert compare([said], f"{other}或者{said}", "condition").outcome == "met"


@given(PLAIN, PLAIN)
def test_one_more_demand_is_never_met_by_less(said: str, more: str) -> None:
    if said != more:
        assert compare([said], f"{said},{more}", "condition").outcome != "met"
        assert compare([f"{said},{more}"], said, "condition").outcome == "met"


@given(PLAIN)
def test_denial_turns_it_round(said: str) -> None:
    assert compare([said], f"不是{said}", "condition").outcome == "broken"
    assert compare([f"不是{said}"], said, "condition").outcome == "broken"
    assert compare([f"不是{said}"], f"不属于{said}", "condition").outcome == "met"


UNITS = st.sampled_from(["周岁", "个月", "平方米", "米", "元", "公斤", "名从业人员"])


@given(st.integers(1, 90), st.integers(1, 90), UNITS)
def test_a_tighter_number_is_broken_and_a_looser_one_is_met(small: int, step: int, unit: str) -> None:
    large = small + step
    at_least, at_most = (lambda n: f"不少于{n}{unit}"), (lambda n: f"不超过{n}{unit}")
    assert compare([at_least(large)], at_least(small), "condition").outcome == "met"
    assert compare([at_least(small)], at_least(large), "condition").outcome == "broken"
    assert compare([at_most(small)], at_most(large), "condition").outcome == "met"
    assert compare([at_most(large)], at_most(small), "condition").outcome == "broken"
    assert compare([at_least(small)], at_most(large), "condition").outcome == "broken"


@given(st.integers(1, 99), st.integers(1, 99))
def test_a_circumstance_is_met_where_the_window_asks_it_of_fewer(guide: int, window: int) -> None:
    outcome = compare([f"未满{guide}周岁的"], f"未满{window}周岁的", "circumstance").outcome
    assert outcome == ("met" if window <= guide else "broken")


@settings(max_examples=60)
@given(st.text(max_size=40), st.text(max_size=40), st.sampled_from(KINDS))
def test_any_words_get_one_of_three_answers(said: str, wanted: str, kind: Kind) -> None:
    assert compare([said], wanted, kind).outcome in ("met", "broken", "open")


@pytest.mark.parametrize(
    "part", ["1", "a", "本市户籍或者居住证,", "没有", "男六十、女", "百", "1×", "申请人应当年满十八周岁并且"]
)
def test_words_without_end_are_open_and_take_no_time(part: str) -> None:
    text = part * 600
    began = time.process_time()
    assert compare([text], f"{text}吗", "condition").outcome != "met"
    assert time.process_time() - began < 5


def test_a_word_stands_for_one_thing() -> None:
    with pytest.raises(ValueError, match="丁: both 甲 and 丙"):
        build([{"same": ["甲 丁", "丙 丁"]}])
    with pytest.raises(ValueError, match="丁: stands for 甲"):
        build([{"same": ["甲 丁"], "weak": "丁"}])


def test_the_lists_are_broad() -> None:
    assert len(lexicon().labels) > 4000


@pytest.mark.parametrize(
    ("said", "wanted", "is_contrary"),
    [
        ("投靠非户主的", "投靠户主的", True),
        ("超过两年申领的", "超过20个工作日申领的", True),
        ("未成年人申领的", "急用的", False),
    ],
)
def test_another_thing_of_one_matter_is_contrary(said: str, wanted: str, is_contrary: bool) -> None:
    assert compare([said], wanted, "circumstance").is_contrary == is_contrary
