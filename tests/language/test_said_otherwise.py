"""Conditions and criteria as a window says them: the same in other words, stricter, or past telling."""

import pytest

from guidelint.language.sentence import Kind, compare


@pytest.mark.parametrize(
    ("said", "wanted", "outcome"),
    [
        ("年龄在20周岁以上、不超过50周岁", "年龄20到50周岁", "met"),
        ("年龄在20周岁以上、不超过50周岁", "年龄22到50周岁", "broken"),
        ("持有本市居住证,已连续2年以上", "居住证连续满两年", "met"),
        ("持有本市居住证,已连续2年以上", "居住证连续满三年", "broken"),
        ("有3部以上固定电话", "至少装三部座机", "met"),
        ("有3部以上固定电话", "至少装五部座机", "broken"),
        ("除助学贷款以外,申请人没有其他贷款", "没有任何贷款", "broken"),
        ("除助学贷款、购车贷款以外,申请人没有其他贷款", "除助学贷款以外,没有其他贷款", "open"),
        ("无高血压、癫痫等妨碍驾驶的疾病", "没有得过癫痫", "met"),
        ("因火灾、车祸等原因导致生活困难的家庭", "因为火灾生活困难的家庭", "broken"),
        ("符合固定就业、固定住所条件之一", "有固定住所", "broken"),
        ("吊销许可证不满五年的,不予发证", "吊销许可证的,五年内不发证", "met"),
        ("吊销许可证不满五年的,不予发证", "吊销许可证的,八年内不发证", "broken"),
        ("申请人无尚未还清的贷款", "贷款都还清了", "met"),
        ("未达到法定退休年龄", "没到退休年龄", "met"),
        ("申请人操持燔炙技艺", "有厨师证的健康人员", "open"),  # nobody knows what 燔炙 is
        ("未达到法定退休年龄", "到了退休年龄", "broken"),
        ("家庭无机动车", "家里的车不超过20万元", "met"),
        ("党员至少占成员总数的百分之六十", "成员都得是党员", "broken"),
        ("持有湖北省居住证", "有省居住证", "met"),
        ("具有红安县户籍", "红安户口", "met"),
        ("公司成立满两年", "企业成立两年以上", "met"),
        ("普通话达到二级乙等及以上标准", "普通话二乙以上", "met"),
        ("男年满60周岁,女年满50周岁", "男的满60、女的满50", "met"),
        ("与幼儿园的间距80米以上", "和幼儿园隔开80米", "met"),
        ("无不良信用记录", "没有失信记录", "met"),
        ("由全体合伙人委托的代理人提交申请", "全体合伙人都要到场", "broken"),
    ],
)
def test_conditions(said: str, wanted: str, outcome: str) -> None:
    assert compare((said,), wanted, "condition").outcome == outcome


@pytest.mark.parametrize(
    ("said", "wanted", "kind", "outcome"),
    [
        ("提供近两年的劳动合同", "劳动合同,最近一年的", "criterion", "met"),
        ("提供近两年的劳动合同", "劳动合同,最近三年的", "criterion", "broken"),
        ("不得使用修正液等涂改", "不能用涂改液", "criterion", "met"),
        ("两面印在一页纸上", "两面印在一张纸上", "criterion", "met"),
        ("复印件加盖医院公章", "复印件盖医院公章,每页都要盖", "criterion", "broken"),
        ("监护人无法陪同的", "家长来不了的", "circumstance", "met"),
        ("首次申领驾驶证的", "申领或者换发驾驶证的", "circumstance", "broken"),
        ("因身体原因不能到场的,可以上门办理", "必须本人到场", "presence", "open"),
    ],
)
def test_other_kinds(said: str, wanted: str, kind: Kind, outcome: str) -> None:
    assert compare((said,), wanted, kind).outcome == outcome


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("骨灰安葬的为本市户籍", "逝者是本市户口"),
        ("登记时须由甲方和乙方到场", "业主和承包方都要到"),
        ("适龄儿童具有本区户籍,且与父母户籍一致", "孩子和父母户口都在本区"),
        ("遗体火化时,近亲属须签字", "近亲属要签字"),
    ],
)
def test_what_may_be_the_same_is_open(said: str, wanted: str) -> None:
    assert compare((said,), wanted, "condition").outcome == "open"


@pytest.mark.parametrize(
    ("said", "wanted", "outcome"),
    [
        ("在本市连续居住三年以上并依法纳税", "在本市连续住满三年、交过税", "met"),  # the whole of two claims
        ("在本市居住,缴纳社会保险满三年", "在本市住满三年", "open"),  # the years are of something else
        ("申请人有本市户籍,配偶有住房", "申请人有住房", "open"),  # said of another person
        ("申请保障性住房的", "申请保障房的", "met"),  # a clipped word
        ("有残疾证明", "有残疾证", "open"),  # a 证 is no 证明
        ("户籍在本县", "户籍在本县,人也住在本县", "broken"),  # what is said of the 户籍 cannot mean the 居住 as well
        ("无重大安全事故", "没有任何安全事故", "broken"),
        ("毕业五年以内", "毕业不到五年", "open"),  # but for a day
        ("在本县居住满一年", "在本县住了一年多", "met"),
    ],
)
def test_what_each_side_says_beyond_the_other(said: str, wanted: str, outcome: str) -> None:
    assert compare((said,), wanted, "condition").outcome == outcome


@pytest.mark.parametrize(
    ("said", "wanted", "kind", "outcome"),
    [
        ("一般由本人办理", "必须由本人办理", "presence", "open"),
        ("退役一年内申请", "退伍半年内申请", "condition", "broken"),  # 伍 is no number here
        ("二级甲等以上医院出具", "二甲以上医院开的", "criterion", "met"),  # nor 二甲 a level of 普通话
        ("因离婚变更的", "离了婚来变更的", "circumstance", "met"),
        ("通过拍卖取得的", "拍卖来的", "circumstance", "met"),  # 通过 says by what way, not that a test is passed
        ("近三年的工资流水", "最近三年里的工资流水", "criterion", "met"),
        ("境外人员申请的", "外国人申请的", "circumstance", "met"),
        ("有安全生产制度", "有安全生产制度,还要有职业病防护制度", "condition", "broken"),
    ],
)
def test_how_words_are_cut(said: str, wanted: str, kind: Kind, outcome: str) -> None:
    assert compare((said,), wanted, kind).outcome == outcome
