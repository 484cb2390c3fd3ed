"""What somebody meant to be checked is checked, or the check itself says that it is not."""

import os
import unicodedata
from pathlib import Path

import pytest

from guidelint.model.errors import CannotCheck
from guidelint.tickets.channels import channels
from guidelint.tickets.patrol import windows
from guidelint.workspace.names import fits
from guidelint.workspace.workspace import Workspace
from tests.command import Run, Write

GUIDE = "id: {id}\ntitle: 标题\nmaterials:\n  - name: 身份证明\n    type: 原件\n"
CHECK = ("check", "--select", "ambiguous", "--format", "concise")


def files(out: str) -> list[str]:
    return [line.partition(":")[0] for line in out.splitlines()]


def test_every_ending_of_yaml_is_read(guidelint: Run, write: Write) -> None:
    names = ["guides/a.yaml", "guides/b.yml", "guides/c.YAML", "guides/深/d.Yml"]
    for number, name in enumerate(names):
        write(name, GUIDE.format(id=f"g{number}"))
    for _ in range(2):
        assert files(guidelint(*CHECK).out) == names
    assert "像是" not in guidelint("doctor").out


def test_a_rule_and_a_word_of_any_ending(guidelint: Run, write: Write) -> None:
    write("guides/a.yaml", GUIDE.format(id="a").replace("身份证明", "户口簿"))
    write(
        "rules/own/booklet.yml",
        "title: {zh: 户口簿, en: booklet}\nlevel: error\nkind: pattern\nfield: materials[].name\npattern: 户口簿\n"
        "evidence: [DC-2021-11-001]\nmessage: {zh: 写了户口簿, en: names the booklet}\nfix: {advice: {zh: 改, en: change}}\n"
        "examples: {bad: [户口簿], good: [身份证]}\n",
    )
    assert "own/booklet" in guidelint("check", "--select", "own", "--format", "concise").out


def test_a_file_that_is_added_with_another_ending_is_seen_at_once(guidelint: Run, write: Write) -> None:
    write("guides/a.yaml", GUIDE.format(id="a"))
    for _ in range(2):
        assert files(guidelint(*CHECK).out) == ["guides/a.yaml"]
    write("guides/b.YML", GUIDE.format(id="b"))
    assert files(guidelint(*CHECK).out) == ["guides/a.yaml", "guides/b.YML"]


@pytest.mark.parametrize(
    ("name", "ending"), [("guidelint", ".yml"), ("guidelint", ".YAML"), ("guidelint-baseline", ".yml")]
)
def test_a_setting_whose_file_has_another_ending_is_no_silence(
    guidelint: Run, write: Write, name: str, ending: str
) -> None:
    """A check without it would go by defaults, and be green or red for no reason that anybody sees."""
    write("guides/a.yaml", GUIDE.format(id="a"))
    assert guidelint(*CHECK).code == 1  # and kept: the same call again is answered from it
    write(f"{name}{ending}", "lang: zh\n")
    said = f"{name}{ending} 文件有误 这个文件不会被读：它要叫 {name}.yaml，请改名（已经有 {name}.yaml 的，请删去其中一个）\n"
    done = guidelint(*CHECK)
    assert (done.code, done.err) == (2, said)
    write(f"{name}.yaml", "lang: zh\n" if name == "guidelint" else "entries: []\n")
    assert guidelint(*CHECK).err == said  # both: nobody can tell which is meant


def test_so_are_channels_and_halls(write: Write, tmp_path: Path) -> None:
    write("channels.yml", "channels: []\n")
    write("halls.yml", "halls: []\n")
    workspace = Workspace.find(tmp_path, tmp_path)
    for asked in (lambda: channels(workspace), lambda: windows(workspace, {}, None)):
        with pytest.raises(CannotCheck, match=r"called (channels|halls)\.yaml"):
            asked()


def test_a_linked_folder_whose_name_is_no_text_is_told_of(guidelint: Run, write: Write, tmp_path: Path) -> None:
    write("guides/a.yaml", GUIDE.format(id="a"))
    try:
        (tmp_path / "guides" / os.fsdecode(b"\xff")).symlink_to(tmp_path)
    except OSError:
        pytest.skip("this disk takes only names that are text")
    done = guidelint("check", env={**os.environ, "PYTHONUTF8": "1"})
    assert (done.code, done.err) == (2, "guides/\\xff 文件有误 文件名不是 UTF-8 文字，请改名\n")


def test_a_linked_folder_is_told_of(guidelint: Run, write: Write, tmp_path: Path) -> None:
    write("guides/a.yaml", GUIDE.format(id="a"))
    assert "链接" not in guidelint("check", "--select", "ambiguous").out
    write("shared/b.yaml", GUIDE.format(id="b"))
    (tmp_path / "guides/共用").symlink_to("../shared")
    said = (
        "guides/共用:1:1 提醒 这是通向文件夹的链接，里面的文件没有读；要读就在 guidelint.yaml 里写上 shared/**/*.yaml"
    )
    for _ in range(2):
        shown = guidelint("check", "--select", "ambiguous").out
        assert said.partition(" 提醒 ")[2] in shown
        assert "guides/共用" in shown
    named = guidelint("check", "guides/共用")
    assert (named.code, named.out) == (2, "")
    assert named.err.startswith("guidelint 错误：guides/共用 是通向文件夹 shared 的链接，检查不进入链接；请检查 shared")
    write("guidelint.yaml", "guides: [guides/**/*.yaml, shared/**/*.yaml]\n")
    assert files(guidelint(*CHECK).out) == ["guides/a.yaml", "shared/b.yaml"]


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("pattern", ["guides/Caf\u00e9/*.yaml", "guides/Caf\u00e9/**/*.yaml", "guides/*/n\u00f3.yaml"])
def test_accents_however_they_are_composed(guidelint: Run, write: Write, form: str, pattern: str) -> None:
    def composed(text: str) -> str:
        return unicodedata.normalize("NFD" if form == "NFC" else "NFC", text)

    name = composed("guides/Caf\u00e9/n\u00f3.yaml")
    write(name, GUIDE.format(id="n"))
    pattern = unicodedata.normalize(form, pattern)
    write("guidelint.yaml", f'guides: ["{pattern}"]\n')
    assert files(guidelint(*CHECK).out) == [name]
    write("guidelint.yaml", f'overrides: [{{paths: ["{pattern}"], ignore: [ambiguous]}}]\n')
    assert guidelint(*CHECK).out == ""


@pytest.mark.parametrize(
    ("config", "said"),
    [
        ("guides:\n  - guides/**/*.yaml\n  - 指南/**/*.yaml\n", "3:5 指南/**/*.yaml 没有找到任何指南"),
        ("windows: [记录/**/*.yaml]\n", "1:11 没有文件夹 记录"),
        ("tickets: [工单/*.yaml]\n", "1:11 没有文件夹 工单"),
        ("rules: 规则\n", "1:8 没有文件夹 规则"),
        ("lang: zh\noverrides:\n  - paths: [guides/a*, guides/东/**]\n    ignore: [form]\n", "3:24 guides/东/** 没有对上任何指南"),
        ("guides: [/tmp/*.yaml]\n", "1:10 /tmp/*.yaml 要写工作区里的路径，不能通向外面"),
        ("guides: [../*.yaml]\n", "1:10 ../*.yaml 要写工作区里的路径，不能通向外面"),
        ("guides: ['C:/a/*.yaml']\n", "1:10 C:/a/*.yaml 要写工作区里的路径，不能通向外面"),
        ("guides: ['guides\\*.yaml']\n", "1:10 guides\\*.yaml 文件夹之间写 /，不写 \\"),
        ("windows: [windows/**.yaml]\n", "1:11 windows/**.yaml ** 要自己占一层，例如 guides/**/*.yaml"),
        ("tickets: ['tickets/[a.yaml']\n", "1:11 tickets/[a.yaml 的方括号没有成对"),
        ("archive: [.git/*.yaml]\n", "1:11 .git/*.yaml 通向隐藏的文件或文件夹（以 . 开头的），那里的文件不会读"),
        ("guides: [guides/]\n", "1:10 guides/ 说的是文件夹；要写到文件，例如 guides/**/*.yaml"),
        ("guides: [guides/**]\n", "1:10 guides/** 说的是文件夹；要写到文件，例如 guides/**/*.yaml"),
        ("overrides: [{paths: [guides/**x], level: error}]\n", "1:22 guides/**x ** 要自己占一层，例如 guides/**/*.yaml"),
    ],
)  # fmt: skip
def test_settings_that_lead_nowhere_are_errors(guidelint: Run, write: Write, config: str, said: str) -> None:
    write("guides/a.yaml", GUIDE.format(id="a"))
    write("guidelint.yaml", config)
    for _ in range(2):
        done = guidelint("check", "--select", "ambiguous")
        assert done.code == 2
        assert f"guidelint.yaml:{said.replace(' ', ' 文件有误 ', 1)}" in done.out + done.err


@pytest.mark.parametrize(
    "config", ["archive: [备案/**/*.yaml]\n", "overrides: [{paths: ['guides/**'], level: error}]\n", ""]
)
def test_settings_for_what_is_still_to_come_are_none(guidelint: Run, write: Write, config: str) -> None:
    write("guides/a.yaml", GUIDE.format(id="a"))
    write("guidelint.yaml", config)
    assert guidelint("check", "--select", "ambiguous").code == 1


@pytest.mark.parametrize(
    ("name", "pattern", "is_fitting"),
    [
        ("a.YML", "*.yaml", True), ("a.yaml", "*.yml", True), ("a.json", "*.yaml", False), ("A.yaml", "a.yaml", False),
        ("e\u0301.yaml", "\u00e9.yaml", True), ("甲.yaml", "?.yaml", True), ("a.yamls", "*.yaml", False), ("yaml", "*.yaml", False),
    ],
)  # fmt: skip
def test_names_and_globs(name: str, pattern: str, is_fitting: bool) -> None:
    assert fits(name, pattern) is is_fitting
