"""Constructions of everyday speech are read as what a guide writes, and words for other kinds are told apart."""

import pytest

from guidelint.language.sentence import Kind, compare
from guidelint.language.sentence.spoken import as_written
from guidelint.language.verdict import Outcome


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("备过案的合同", "备案的合同"),
        ("盖个章", "盖章"),
        ("连续交个税满一年", "连续交个税满一年"),  # 个税 is a tax
        ("超过期限的", "超过期限的"),
        ("名下两套房以上的", "名下两套以上房的"),
        ("满三个月以上", "满三个月以上"),
        ("车登记在本人名下", "车自有"),
        ("签字的是本人", "签字的是本人"),
        ("养殖场四周五百米内没有住户", "周围五百米内没有住户"),
        ("四周内提交", "四周内提交"),
        ("学校周围两百米内没有网吧", "学校周围两百米内没有网吧"),
        ("饲料检验过了", "饲料检验合格"),
        ("员工的单位来申请", "单位来申请"),
        ("承诺书写清楚期限", "承诺书里写清楚期限"),
        ("用毛笔书写清楚", "用毛笔书写清楚"),
        ("合伙人一个都不能少", "全体合伙人"),
        ("退休手续办完了", "已退休"),
        ("别人替不了", "别人不能替办"),
        ("没被列入欠薪企业名单", "不是欠薪企业"),
        ("每年签一次体检合同", "每年签订一次体检合同"),
        ("签名的合同", "签名的合同"),
    ],
)
def test_speech_is_written_as_a_guide_writes_it(said: str, written: str) -> None:
    assert as_written(said) == written


@pytest.mark.parametrize(
    ("kind", "said", "wanted", "outcome"),
    [
        ("condition", "与用工单位解除劳务关系的退役军人", "得是现役军人", "broken"),
        ("condition", "本人名下无机动车", "本人父母名下也不能有车", "broken"),
        ("condition", "距离学校不足三百米的不予许可", "离学校300米以内的不给办", "met"),
        ("condition", "年满十四周岁未满十六周岁", "满14岁、不到16岁", "met"),
        ("condition", "毕业于公办幼儿师范学校", "得是民办学校毕业的", "broken"),
        ("presence", "由参保人员所在单位提出申请", "参保人员本人来申请", "broken"),
        ("criterion", "登记表内容完整", "登记表上要贴照片", "broken"),
        ("circumstance", "合伙人退出合伙的", "合伙人退伙的", "met"),
        ("circumstance", "机动车号牌遗失的", "行驶证丢了的", "broken"),
        ("circumstance", "合伙人死亡的", "合伙人退伙的", "broken"),
        ("circumstance", "变更股东、企业负责人、技术负责人", "变更股东、负责人、技术负责人的", "met"),
        ("circumstance", "因火灾或者水灾受损的", "房子着火的", "open"),
        ("condition", "无偿提供场地", "场地不要钱", "met"),
        ("condition", "科级以上人员", "科级以下的人员", "broken"),
        ("condition", "面向养殖户和水产养殖单位", "公司才能申请", "open"),
        ("condition", "转让面积不得超过剩余面积", "转让的面积不能比剩下的面积大", "met"),
        ("criterion", "证明加盖村委会公章", "证明村里盖完章还要镇里盖章", "broken"),
        ("condition", "本科学历以上", "学士及以上学历", "met"),
    ],
)
def test_what_is_said_otherwise_and_what_is_another_thing(kind: Kind, said: str, wanted: str, outcome: Outcome) -> None:
    assert compare([said], wanted, kind).outcome == outcome


@pytest.mark.parametrize(
    ("said", "wanted", "matter", "outcome"),
    [
        ("离村庄五百米以上", "养殖场要离村庄500米以上", "养殖场选址备案", "met"),
        ("离村庄五百米以上", "养殖场要离村庄800米以上", "养殖场选址备案", "broken"),
        ("有本市户籍", "要有残疾人证", "残疾人证换发", "broken"),  # a paper may yet be asked for
    ],
)
def test_what_the_title_says_no_condition_need_say(said: str, wanted: str, matter: str, outcome: Outcome) -> None:
    assert compare([said], wanted, "condition", matter).outcome == outcome


@pytest.mark.parametrize(
    ("kind", "said", "wanted"),
    [
        ("condition", "女方投靠男方落户", "男方投靠女方落户"),
        ("condition", "从甲级变更为乙级", "从乙级变更为甲级"),
        ("condition", "由外省转学到本省", "由本省转学到外省"),
        ("condition", "林地转为耕地", "耕地转为林地"),
        ("presence", "先报名后体检", "先体检后报名"),
        ("presence", "领证前体检", "领证后体检"),
        ("presence", "免预约", "须预约"),
        ("presence", "继承人之一到场", "全体继承人到场"),
        ("presence", "任意一名合伙人签字", "全体合伙人签字"),
        ("presence", "首次申请须本人到场", "申请须本人到场"),
        ("circumstance", "企业申请的", "企业和个体工商户申请的"),
        ("circumstance", "涉及种子的", "涉及种子、农药的"),
        ("circumstance", "退役军人", "退役军人配偶"),
        ("condition", "申请捕捞许可证", "取得捕捞许可证"),
        ("condition", "参加体检", "体检合格"),
        ("condition", "住房为住宅", "住房为住宅且为唯一住房"),
        ("condition", "无住房", "无住房转让记录"),
        ("condition", "藏书500册以上", "藏书5000册以上"),
        ("condition", "转速不低于300转", "转速不低于3000转"),
        ("condition", "耐火等级不低于二级", "耐火等级不低于一级"),
        ("condition", "水质达到Ⅲ类", "水质达到Ⅱ类"),
        ("condition", "信用A级", "信用AA级"),
        ("criterion", "报告有CMA章", "报告有CMA章和CNAS章"),
        ("criterion", "申报表载明事项", "申报表载明事项和期限"),
        ("condition", "无不良信用记录", "夫妻双方无不良信用记录"),
    ],
)
def test_what_is_not_said_is_never_met(kind: Kind, said: str, wanted: str) -> None:
    """Each was passed over in silence once."""
    assert compare([said], wanted, kind).outcome != "met"
