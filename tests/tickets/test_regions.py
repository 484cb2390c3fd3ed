"""Districts by code and by name."""

import pytest

from guidelint.model.errors import UsageError
from guidelint.tickets.regions import prefixes, region_code, region_name


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("110101", "东城区"),
        ("110103", "崇文区"),  # joined to 东城区 in 2010: old tickets have it
        ("330106", "杭州市西湖区"),
        ("310101", "上海市黄浦区"),
        ("429004", "湖北省仙桃市"),
        ("330000", "浙江省"),
        ("000000", "全国"),
        ("999999", "999999"),
    ],
)
def test_the_name_of_a_code(code: str, name: str) -> None:
    assert region_name(code) == name


@pytest.mark.parametrize(
    ("words", "code"),
    [("东城区", "110101"), ("北京市东城区", "110101"), ("浙江省杭州市西湖区", "330106"), (" 杭州市 西湖区 ", "330106"), ("330106", "330106")],
)  # fmt: skip
def test_the_code_of_a_name(words: str, code: str) -> None:
    assert region_code(words) == code


def test_one_name_of_several_districts_is_that_of_the_city_at_hand() -> None:
    assert region_code("朝阳区", ["110101"]) == "110105"
    assert region_code("朝阳区", ["220102"]) == "220104"
    with pytest.raises(UsageError) as refused:
        region_code("朝阳区")
    assert refused.value.message.zh == (
        "叫“朝阳区”的行政区有几个：北京市朝阳区（110105）、吉林省长春市朝阳区（220104）；请写全称或六位代码"
    )


def test_every_district_with_a_prefix_has_a_name() -> None:
    assert [code for code in prefixes() if region_name(code) == code] == []
