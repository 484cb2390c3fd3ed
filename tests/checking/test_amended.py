"""After few changes a check prints what one of everything prints, and looks at the guides that rest on them and no others."""

import contextlib
from collections.abc import Callable, Collection
from pathlib import Path
from random import Random

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import rule, run_state_machine_as_test

from benchmarks.corpus import write
from guidelint.checking.basis import Judged
from guidelint.checking.examined import Kept
from guidelint.checking.few import Few
from guidelint.checking.sealed import pack
from guidelint.cli import ending
from guidelint.output import amended
from guidelint.workspace import standing, store
from tests.checking.test_again import Again, called, is_kept
from tests.checking.test_results import (
    CHANGES,
    added,
    broken,
    own_rule,
    put,
    removed,
    replaced,
    reveals,
    some,
    suppressed,
    touched,
)

Edit = Callable[[Path, Random], None]

_NAMES = ("身份证明", "其他相关材料", "暂住证", "近期照片", "亲属关系证明", "营业执照", "居民身份证", "食品经营许可证")
_CLOSED = "outcome: {closed: 2026-01-05}\n"


def materials(folder: Path, random: Random) -> None:
    """A guide with other findings, which tell of other tickets than its neighbours do, or of the same."""
    number = random.randrange(4)
    names = random.sample(_NAMES, random.randrange(1, 4))
    listed = "".join(f"- name: {name}\n" for name in names)
    related = random.choice(("", "related: [n0]\n", "related: [nobody]\n", "region: '110101'\n"))
    put(folder / "guides" / f"n{number}.yaml", f"id: n{number}\ntitle: 标题\n{related}materials:\n{listed}")


def commented(folder: Path, random: Random) -> None:
    file = some(folder, random.choice(("guides", "guides", "windows", "tickets")), random)
    put(file, file.read_bytes().decode() + "# 注\n")


def closed(folder: Path, random: Random) -> None:
    file = some(folder, "tickets", random)
    text = file.read_bytes().decode()
    put(file, text.replace(_CLOSED, "") if _CLOSED in text else text + _CLOSED)


CALLS = [(), ("--verbose",), ("guides",), ("--fail-on", "error"), ("--preview",)]

FEW: list[Edit] = [
    *[materials] * 6, *[commented] * 3, closed, suppressed, touched, *CHANGES,
    replaced("title: ", "title: 新"), replaced("summary: ", "summary: 新", "tickets"), replaced("name: ", "name: 新", "windows"),
    replaced("region: '110000'", "region: '110101'"),
]  # fmt: skip


class FewChanges(Again):
    """As `Again`, where one file changes after the other and most of them are good."""

    guides = 8

    @rule(edit=st.sampled_from(FEW))
    def edit(self, edit: Edit) -> None:
        with contextlib.suppress(IndexError, FileNotFoundError):  # nothing left of that kind
            edit(self.folder, self.random)

    @rule(arguments=st.sampled_from(CALLS))
    def call(self, arguments: tuple[str, ...]) -> None:
        super().call(arguments)


def test_few_changes() -> None:
    """Takes some seconds: all is checked again and again."""
    run_state_machine_as_test(FewChanges, settings=settings(max_examples=4, stateful_step_count=10, deadline=None))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(store.VARIABLE, str(tmp_path / "cache"))
    monkeypatch.setattr(standing, "YOUNG", -(10**15))  # believe the times of files that were written a moment ago
    write(tmp_path / "workspace", 12, seed=11)
    monkeypatch.chdir(tmp_path / "workspace")
    return tmp_path / "workspace"


def is_all_checked(*arguments: str) -> bool:
    """Whether the call has to go the way of every command."""
    expected = called("--no-cache", *arguments)
    with pytest.MonkeyPatch.context() as patched:
        whole: list[object] = []
        carried_out = ending.carried_out
        patched.setattr(ending, "carried_out", lambda *given: whole.append(given) or carried_out(*given))
        assert called(*arguments) == expected
    assert called(*arguments) == expected
    return bool(whole)


@pytest.mark.parametrize("arguments", CALLS)
@pytest.mark.parametrize(
    "edit",
    [
        touched, commented, replaced("copies: 1", "copies: 2"), replaced("name: ", "name: 新"), suppressed,
        replaced("summary: ", "summary: 新", "tickets"), replaced("name: ", "name: 新", "windows"),
    ],
)  # fmt: skip
def test_the_others_are_not_looked_at(folder: Path, edit: Edit, arguments: tuple[str, ...]) -> None:
    assert is_all_checked(*arguments)
    for seed in range(3):
        edit(folder, Random(seed))
        assert not is_all_checked(*arguments)


@pytest.mark.parametrize(
    "edit",
    [replaced("title: ", "title: 新"), replaced("id: ", "id: x"), removed("guides"), added, reveals, own_rule, broken],
)
def test_all_are_checked_where_the_others_are_told(folder: Path, edit: Edit) -> None:
    assert is_all_checked()
    edit(folder, Random(1))
    assert is_all_checked()


@pytest.mark.parametrize(
    "damage",
    [lambda raw: b"", lambda raw: raw[:-9], lambda raw: raw[:50] + b"x" + raw[51:], lambda raw: pack(("x", 1))],
)
def test_damaged_parts_heal(folder: Path, tmp_path: Path, damage: Callable[[bytes], bytes]) -> None:
    assert is_all_checked()
    (file,) = (tmp_path / "cache").glob("parts-*")
    file.write_bytes(damage(file.read_bytes()))
    commented(folder, Random(1))
    assert is_all_checked()
    commented(folder, Random(2))
    assert not is_all_checked()


def test_parts_of_another_output_are_not_taken(folder: Path, tmp_path: Path) -> None:
    assert is_all_checked()
    (file,) = (tmp_path / "cache").glob("parts-*")
    old = file.read_bytes()
    commented(folder, Random(1))
    assert not is_all_checked()
    file.write_bytes(old)
    commented(folder, Random(2))
    assert is_all_checked()


def test_many_changes_one_after_the_other_are_kept_for_other_calls(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(amended, "_MOST", 2)
    assert is_all_checked()
    for expected in (False, False, False, True, False):
        replaced("name: ", "name: 新")(folder, Random(1))
        assert is_all_checked() == expected


def test_what_changes_while_it_is_read_is_not_kept(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert is_all_checked()
    guide = some(folder, "guides", Random(1))
    put(guide, guide.read_bytes().decode().replace("name: ", "name: 新"))
    look = Few.look

    def looking(few: Few, guides: Collection[Judged]) -> dict[str, Kept]:
        put(guide, guide.read_bytes().decode() + "# 注\n")
        return look(few, guides)

    with monkeypatch.context() as patched:
        patched.setattr(Few, "look", looking)
        called()
    assert not is_kept()
    assert not is_all_checked()


def test_a_baseline_that_comes_after_few_changes_is_read(folder: Path) -> None:
    assert is_all_checked()
    commented(folder, Random(1))
    assert not is_all_checked()
    put(folder / "guidelint-baseline.yaml", "entries: 1\n")
    assert is_all_checked()


def test_which_files_have_changed(tmp_path: Path) -> None:
    places = standing.Places([str(tmp_path / "c.yaml")], [standing.Below(str(tmp_path))])
    first, second = tmp_path / "a.yaml", tmp_path / "b.yaml"
    put(first, "a\n")
    put(second, "b\n")
    before = standing.Standing(places).text
    assert standing.Standing(places).changed_since(before) == set()
    put(first, "a: 1\n")
    assert standing.Standing(places).changed_since(before) == {str(first)}
    put(second, "b: 1\n")
    assert standing.Standing(places).changed_since(before) == {str(first), str(second)}
    second.rename(tmp_path / "c.yaml")
    assert standing.Standing(places).changed_since(before) is None
    put(second, "b: 1\n")
    assert standing.Standing(places).changed_since(before) is None
    (tmp_path / "c.yaml").unlink()
    assert standing.Standing(places).changed_since(before) == {str(first), str(second)}
    (tmp_path / "d").mkdir()
    assert standing.Standing(places).changed_since(before) == {str(first), str(second)}
    first.unlink()
    first.symlink_to(second)
    assert standing.Standing(places).changed_since(before) is None
