"""Values and places of YAML files."""

from itertools import pairwise

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from guidelint.model.errors import CannotCheck
from guidelint.model.position import Lines, Position, display_width
from guidelint.source.document import Document, load
from guidelint.source.plain import scalar


def place(document: Document, *path: str | int) -> tuple[int, int, str]:
    span = document.span(path)
    position = document.position(span.start)
    return position.line, position.column, document.quote(span)


def refusal(raw: bytes) -> list[tuple[int, int, str]]:
    with pytest.raises(CannotCheck) as caught:
        load(raw, "指南.yaml")
    return [(error.line, error.column, error.message.zh) for error in caught.value.errors]


def test_places_count_characters_not_bytes() -> None:
    document = load("# 😀注释\n材料:\n  - name: 身份证明 # 后面\n".encode(), "x")
    assert place(document, "材料", 0, "name") == (3, 11, "身份证明")
    key = document.span(("材料", 0, "name"), key=True)
    assert document.quote(key) == "name"


def test_byte_order_mark_and_crlf_do_not_shift_places() -> None:
    document = load("\ufeff甲: 一\r\n乙: 二\r\n".encode(), "x")
    assert document.bom
    assert document.data == {"甲": "一", "乙": "二"}
    assert place(document, "乙") == (2, 4, "二")


def test_block_collection_ends_at_its_last_value() -> None:
    document = load(b"a:\n  - x\n  - y\n\n# c\nb: 1\n", "x")
    assert document.quote(document.span(("a",))) == "- x\n  - y"


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("2021-10-08", "2021-10-08"), ("是", "是"), ("no", "no"), ("On", "On"), ("0110", "0110"), ("1:30", "1:30"),
        ("1e3", "1e3"), ("0x1F", "0x1F"), ("1_000", "1_000"), (".5", ".5"), ("True", "True"), ("NULL", "NULL"),
        ("true", True), ("false", False), ("null", None), ("~", None), ("", None),
        ("12", 12), ("-3", -3), ("0", 0), ("1.50", 1.5), ("9" * 19, "9" * 19),
    ],
)  # fmt: skip
def test_plain_scalars_stay_as_written_unless_clearly_values(written: str, value: object) -> None:
    assert scalar(written) == value
    assert type(scalar(written)) is type(value)


@pytest.mark.parametrize(
    ("raw", "errors"),
    [
        ("a: 1\nb: 2\na: 3\n", [(3, 1, "键 a 重复，第一次在第 1 行")]),
        ("a: &x {b: 1}\nc:\n  <<: *x\n", [(3, 3, "不支持合并键 <<：请把内容完整写在这里")]),
        ("a: !!python/name:os.system x\n", [(1, 4, "不支持标签 !!python/name:os.system，请删去")]),
        ("a: b: c\n", [(1, 5, "YAML 写法有误：冒号后面又有冒号：请给这段文字加引号")]),
        ("a: 'x\nb: 1\n", [(1, 4, "YAML 写法有误：引号没有写完")]),
        ("a: 1\n---\nb: 2\n", [(2, 1, "YAML 写法有误：一个文件只能有一份文档（删去 ---）")]),
        ("", [(1, 1, "文件是空的")]),
        ("a: &x [*x]\n", [(1, 4, "嵌套超过 50 层")]),
        ("[" * 5000, [(1, 1001, "YAML 写法有误：嵌套超过 50 层")]),
        ("a: \x07\n", [(1, 4, "有不允许的控制字符，请删除")]),
        ("? [a]\n: b\n", [(1, 3, "键必须是文字")]),
    ],
)
def test_refusals_name_line_and_column(raw: str, errors: list[tuple[int, int, str]]) -> None:
    assert refusal(raw.encode()) == errors


def test_alias_bomb_is_stopped() -> None:
    levels = ["- &a0 [x,x,x,x,x,x,x,x,x,x]"]
    levels += [f"- &a{n} [{','.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 9)]
    ((_, _, message),) = refusal("\n".join(levels).encode())
    assert "超过 100000 项" in message


def test_alias_gives_the_anchored_value_and_its_place() -> None:
    document = load("a: &x 身份证明\nb: *x\n".encode(), "x")
    assert document.data == {"a": "身份证明", "b": "身份证明"}
    assert place(document, "a") == (1, 7, "身份证明")
    assert place(document, "b") == (2, 4, "*x")


def test_an_alias_is_the_place_of_all_that_it_repeats() -> None:
    """Whoever is told of the anchor's line looks for the mistake in another item than the one that is meant."""
    text = "m:\n  - &x {n: 身份证明, t: [甲]}\n  - *x\n  - {n: 户口簿, t: *y}\n".replace("[甲]", "&y [甲, 乙]")
    document = load(text.encode(), "x")
    places = {
        path: document.position(document.span(path).start) for path in [("m", 0, "n"), ("m", 1, "n"), ("m", 2, "t", 1)]
    }
    assert {path: (at.line, at.column) for path, at in places.items()} == {
        ("m", 0, "n"): (2, 12), ("m", 1, "n"): (3, 5), ("m", 2, "t", 1): (4, 17),
    }  # fmt: skip
    assert document.characters(("m", 1, "n")) is None
    assert document.characters(("m", 0, "n")) is not None


def test_gb18030_is_refused_with_how_to_convert() -> None:
    ((line, column, message),) = refusal("标题: 好\n材料: 身份证明\n".encode("gb18030"))
    assert (line, column) == (1, 1)
    assert "GB18030" in message
    assert "iconv -f GB18030 -t UTF-8" in message


def test_utf16_and_oversized_files_are_refused() -> None:
    assert "UTF-16" in refusal("a: 1".encode("utf-16"))[0][2]
    assert "1 MiB" in refusal(b"a: " + b"x" * (1 << 20))[0][2]


@pytest.mark.parametrize(
    ("source", "word", "where"),
    [
        ('a: "身份\\u8bc1明"\n', "证", "\\u8bc1"),
        ("a: '它''s 身份证明'\n", "'", "''"),
        ('a: "一行\n  身份证明"\n', " ", "\n  "),
        ("a: |\n  第一行\n  身份证明\n", "身份证明", "身份证明"),
        ("a: >-\n  第一行\n  身份证明\n", "身份证明", "身份证明"),
        ("a: [甲, '身份证明']\n", "身份证明", "身份证明"),
    ],
)
def test_characters_inside_every_style_point_at_their_source(source: str, word: str, where: str) -> None:
    document = load(source.encode(), "x")
    path = ("a", 1) if isinstance(document.data["a"], list) else ("a",)
    value = document.data["a"][1] if len(path) == 2 else document.data["a"]
    start = value.index(word)
    assert document.quote(document.inner(path, start, start + len(word))) == where


printable = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn", "Co"]), max_size=60)


@given(printable, st.sampled_from([None, "'", '"', "|", ">"]), st.integers(20, 80), st.sampled_from(["\n", "\r\n"]))
def test_every_character_of_a_value_is_found_in_the_source(value: str, style: str, width: int, newline: str) -> None:
    text = yaml.dump({"k": value}, default_style=style, width=width, allow_unicode=True).replace("\n", newline)
    document = load(text.encode(), "x")
    spans = document.characters(("k",))
    if spans is None:
        return
    assert len(spans) == len(str(document.root.value[0][1].value))
    assert all(a.end <= b.start for a, b in pairwise(spans))
    for character, span in zip(document.root.value[0][1].value, spans, strict=True):
        source = document.quote(span)
        assert source == character or source[0] in "\\'\r\n " or character in " \n"


@given(st.text(st.sampled_from("a中\r\n\u2028\x85 "), max_size=30))
def test_line_and_column_lead_back_to_the_offset(text: str) -> None:
    lines = Lines(text)
    for offset in range(len(text) + 1):
        position = lines.position(offset)
        assert lines.offset(position) == offset
    normal = text.replace("\r\n", "\n").replace("\r", "\n")
    assert [lines.line(n + 1) for n in range(lines.count())] == normal.split("\n")


@given(st.text(st.sampled_from("a中\r\n\u2028"), max_size=20), st.integers(0, 20), st.integers(0, 20))
def test_places_are_the_same_whether_line_starts_are_known_or_not(text: str, one: int, other: int) -> None:
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    known = Lines(text)
    known.count()  # finds them
    first, last = known.position(start), known.position(end)
    assert Lines(text).position(start) == first
    lines = tuple(known.line(number) for number in range(first.line, last.line + 1))
    assert Lines(text).touching(start, end) == known.touching(start, end) == lines


def test_wide_characters_take_two_columns() -> None:
    assert display_width("身份证a") == 7
    assert display_width("e\u0301,") == 2
    assert Lines("身份证").position(2) == Position(1, 3)
