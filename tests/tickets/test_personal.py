"""Personal data is found by its check digits, masked, and never repeated."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guidelint.tickets.personal import (
    BANK_CARD,
    ID_NUMBER,
    MOBILE,
    check_character,
    is_id_number,
    luhn,
    mask,
    mask_name,
    personal_data,
    without_name,
)

ID = "11010519491231002X"  # the example of GB 11643-1999


@pytest.mark.parametrize("number", [ID, ID.lower(), "440524188001010014"])
def test_id_numbers_of_the_standard(number: str) -> None:
    assert is_id_number(number)


@pytest.mark.parametrize(
    "number",
    ["110105194912310021", "11010519491331002X", "11010519490230002X", "01010519491231002X", ID[:-1], ID + "1"],
)
def test_no_id_numbers(number: str) -> None:
    assert not is_id_number(number)


@given(st.text("0123456789", min_size=17, max_size=17))
def test_exactly_one_check_character(digits: str) -> None:
    sums = [c for c in "0123456789X" if check_character(digits) == c]
    assert len(sums) == 1


@pytest.mark.parametrize("number", ["4111111111111111", "6222021234567890128"[:0] + "6011000990139424", "79927398713"])
def test_luhn(number: str) -> None:
    assert luhn(number)
    assert not luhn(number[:-1] + str((int(number[-1]) + 1) % 10))


@given(st.text("0123456789", min_size=1, max_size=18))
def test_luhn_has_one_check_digit(digits: str) -> None:
    assert sum(luhn(digits + str(n)) for n in range(10)) == 1


@pytest.mark.parametrize(
    ("text", "kinds", "masked"),
    [
        (f"身份证{ID}。", [ID_NUMBER], "身份证110105************。"),
        ("电话13800138000", [MOBILE], "电话138****8000"),
        ("电话 138 0013 8000 找他", [MOBILE], "电话 138 **** 8000 找他"),
        ("+86-13800138000", [MOBILE], "+86-138****8000"),
        ("电话13800138000", [MOBILE], "电话138****8000"),
        ("卡 4111 1111 1111 1111", [BANK_CARD], "卡 **** **** **** 1111"),
        (f"{ID} 13800138000", [ID_NUMBER, MOBILE], "110105************ 138****8000"),
        ("13800138000、13900139000", [MOBILE, MOBILE], "138****8000、139****9000"),
        ("tel13800138000", [MOBILE], "tel138****8000"),
        ("加vx13800138000ok", [MOBILE], "加vx138****8000ok"),
        (f"sfz{ID}a", [ID_NUMBER], "sfz110105************a"),
        ("A13800138000B1", [], "A13800138000B1"),
        ("2A13800138000", [], "2A13800138000"),
        ("设备 SN4111111111111111", [], "设备 SN4111111111111111"),
        ("受理编号 202206130000012", [], "受理编号 202206130000012"),
        ("实施编码 11110101000000000X4442114005001", [], "实施编码 11110101000000000X4442114005001"),
        ("91110101MA0113800138000X", [], "91110101MA0113800138000X"),
        ("110105194912310021", [], "110105194912310021"),
        ("010-65128080、12345、2021-11-16", [], "010-65128080、12345、2021-11-16"),
    ],
)
def test_in_text(text: str, kinds: list[object], masked: str) -> None:
    assert [found.kind for found in personal_data(text)] == kinds
    assert mask(text) == masked
    assert len(mask(text)) == len(text)


@given(st.text(st.sampled_from("0123456789X0 -,办1385")), st.text("abc办 -0123456789"))
def test_nothing_is_left_after_masking(text: str, more: str) -> None:
    masked = mask(f"{text}13800138000{more}{ID}{text}")
    assert personal_data(masked) == []


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("王小明", "王某某"), ("王明", "王某"), ("欧阳小明", "欧某某"), ("王先生", "王先生"), ("王小明先生", "王先生"),
        ("王某某", "王某某"), ("王", "王"), ("John Smith", "J***"),
    ],
)  # fmt: skip
def test_names(name: str, kept: str) -> None:
    assert mask_name(name) == kept
    assert mask_name(kept) == kept


@pytest.mark.parametrize(
    "between", [".", "\u00b7", " - ", "\u2014", "\u200b", "\u3000", "\u2060\u00ad", "\uff0d", "\u2003"]
)
def test_numbers_with_characters_between(between: str) -> None:
    """As somebody writes them who wants them to be read and not found."""
    mobile = between.join(("138", "0013", "8000"))
    assert mask(f"电话{mobile}找他") == f"电话{between.join(('138', '****', '8000'))}找他"
    apart = between.join(ID)
    assert [found.kind for found in personal_data(f"号{apart}。")] == [ID_NUMBER]
    assert mask(apart) == between.join("110105************")


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("一三八零零一三八零零零", "一三八****八零零零"),
        ("打幺三八〇〇幺三八〇〇〇找他", "打幺三八****八〇〇〇找他"),
        ("壹叁捌-零零壹叁-捌零零零", "壹叁捌-****-捌零零零"),
        ("①③⑧⓪⓪①③⑧⓪⓪⓪", "①③⑧****⑧⓪⓪⓪"),
        ("138零零一三8000", "138****8000"),
        ("tel一三八零零一三八零零零ok", "tel一三八****八零零零ok"),
        ("统一13800138000一A栋", "统一138****8000一A栋"),
        ("一一〇一〇五一九四九一二三一〇〇二X", "一一〇一〇五************"),
        ("二〇二四年一月三日一百一十一万一千一百一十一", "二〇二四年一月三日一百一十一万一千一百一十一"),
    ],
)
def test_numbers_in_numerals(text: str, masked: str) -> None:
    """Each numeral may be a word of its own beside a number: 统一, 一栋."""
    assert mask(text) == masked
    assert (personal_data(text) == []) == (text == masked)


@pytest.mark.parametrize(
    "digits", ["\u0661\u0663\u0668\u0660\u0660\u0661\u0663\u0668\u0660\u0660\u0660", "\U0001d7cf38\uff100138000"]
)
def test_digits_of_every_script(digits: str) -> None:
    assert [found.kind for found in personal_data(digits)] == [MOBILE]
    assert len(mask(digits)) == 11
    assert personal_data(mask(digits)) == []


@pytest.mark.parametrize("text", ["4111.11 1111.11 1111.11", "2024.01.02 12:30", "138\n0013\n8000"])
def test_amounts_dates_and_lines_are_none(text: str) -> None:
    assert personal_data(text) == []


@pytest.mark.parametrize(
    ("name", "text", "kept"),
    [
        ("王\u3000明", "王明来电,王 明说", "王某来电,王某说"),
        ("王 明", "王\u200b明来电", "王某来电"),
        ("甲乙\u2022丙丁", "甲乙\u00b7丙丁来电", "甲某某来电"),
        ("甲乙\u00b7丙丁", "甲乙\uff0e丙丁和甲乙丙丁", "甲某某和甲某某"),
        ("John Smith", "john  SMITH called, Johnsmithson not", "J*** called, Johnsmithson not"),
        ("王小明", "王小明的父亲", "王某某的父亲"),
    ],
)  # fmt: skip
def test_a_name_however_it_is_written(name: str, text: str, kept: str) -> None:
    assert without_name(text, name) == kept
    assert mask_name(name) == kept[: len(mask_name(name))]
