"""Files, links and settings of strangers: what is opened, what is followed, and where anything is written."""

import os
import socket
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from guidelint.model.errors import CannotCheck
from tests.command import Run, Write

GUIDE = "id: a\ntitle: 补领\nhalls: [大厅]\nmaterials:\n  - name: 身份证明\n    type: 原件\n"
RULE = """\
title: {zh: 甲, en: a}
level: error
kind: field
field: materials[]
must: MUST
evidence: [DC-2021-11-001]
message: {zh: 甲, en: a}
fix: {advice: {zh: 改, en: change}}
examples: {bad: [{name: 1}], good: [{name: b}]}
"""

Make = Callable[[Path], None]


def zero(file: Path) -> None:
    file.symlink_to("/dev/zero")


def standard_input(file: Path) -> None:
    file.symlink_to("/dev/stdin")


def passwords(file: Path) -> None:
    file.symlink_to("/etc/passwd")


def dangling(file: Path) -> None:
    file.symlink_to("nowhere")


def unix_socket(file: Path) -> None:
    before = Path.cwd()
    os.chdir(file.parent)  # an address is short
    try:
        socket.socket(socket.AF_UNIX).bind(file.name)
    finally:
        os.chdir(before)


@pytest.mark.skipif(sys.platform != "linux", reason="makes pipes and devices of Linux")
@pytest.mark.parametrize("make", [os.mkfifo, zero, standard_input, passwords, dangling, unix_socket])
@pytest.mark.parametrize("name", ["guidelint.yaml", "rules/own/a.yaml", "rules/thesaurus/a.yaml"])
@pytest.mark.parametrize("command", ["check", "doctor"])
def test_what_is_no_file_of_the_workspace_is_refused(
    guidelint: Run, write: Write, tmp_path: Path, make: Make, name: str, command: str
) -> None:
    """Neither waits for somebody who writes, nor reads without end, nor shows a file from elsewhere."""
    write("guides/a.yaml", GUIDE)
    (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
    make(tmp_path / name)
    done = guidelint(command)
    said = done.out + done.err
    assert done.code == 2, said
    assert name in said
    assert "root:" not in said
    assert "内部出错" not in said


@pytest.mark.skipif(sys.platform != "linux", reason="makes pipes and devices of Linux")
@pytest.mark.parametrize("make", [os.mkfifo, zero, standard_input, passwords, unix_socket])
@pytest.mark.parametrize("folder", ["guides", "windows", "tickets", "archive", ".guidelint-journal"])
def test_what_is_no_file_is_passed_over_among_others(
    guidelint: Run, write: Write, tmp_path: Path, make: Make, folder: str
) -> None:
    write("guides/a.yaml", GUIDE)
    (tmp_path / folder).mkdir(exist_ok=True)
    make(tmp_path / folder / ("journal.json" if folder.startswith(".") else "b.yaml"))
    done = guidelint("check")
    assert done.code in (1, 2), done.err
    assert "root:" not in done.out + done.err


def test_a_link_inside_the_workspace_is_followed(guidelint: Run, write: Write, tmp_path: Path) -> None:
    write("guides/a.yaml", GUIDE)
    write("settings/own.yaml", "select: [ambiguous]\n")
    (tmp_path / "guidelint.yaml").symlink_to("settings/own.yaml")
    done = guidelint("check")
    assert (done.code, done.err) == (1, "")
    assert "错误 1。" in done.out


@pytest.mark.skipif(sys.platform != "linux", reason="makes pipes and devices of Linux")
@pytest.mark.parametrize(
    ("name", "make", "command", "said"),
    [
        ("guidelint-baseline.yaml", os.mkfifo, "check", "这不是普通文件（是管道、设备或文件夹），没有读它"),
        ("guidelint-baseline.yaml", zero, "check", "这个链接通向工作区外面，没有读它"),
        ("guidelint-baseline.yaml", dangling, "baseline show", "读不了文件：No such file or directory"),
        ("channels.yaml", zero, "stats", "这个链接通向工作区外面，没有读它"),
        ("halls.yaml", Path.mkdir, "patrol plan --month 2026-01 --seed a", "这不是普通文件（是管道、设备或文件夹），没有读它"),
    ],
)  # fmt: skip
def test_what_is_no_file_does_not_count_as_none(
    guidelint: Run, write: Write, tmp_path: Path, name: str, make: Make, command: str, said: str
) -> None:
    """A baseline that is a device held nothing back, and nobody was told."""
    write("guides/a.yaml", GUIDE)
    make(tmp_path / name)
    done = guidelint(*command.split())
    assert (done.code, done.err) == (2, f"{name} 文件有误 {said}\n")


@pytest.mark.parametrize(
    "value",
    ["../x.yaml", "/tmp/x.yaml", ".git/hooks/post-commit", ".bashrc", "a/../../x", "link/x.yaml", "C:\\x", "a/.b/c"],
)
@pytest.mark.parametrize("key", ["baseline", "rules"])
def test_a_configured_path_stays_inside(
    guidelint: Run, write: Write, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, key: str, value: str
) -> None:
    outside = tmp_path_factory.mktemp("outside")
    (tmp_path / "link").symlink_to(outside)
    (tmp_path / ".git" / "hooks").mkdir(parents=True)
    write("guides/a.yaml", GUIDE)
    write("guidelint.yaml", f"lang: zh\n{key}: '{value}'\n")
    before = sorted(tmp_path.rglob("*"))
    for command in (["baseline", "create", "--reason", "x", "--until", "2099-01-01"], ["check"], ["fix"]):
        done = guidelint(*command)
        assert done.code == 2
        assert f"guidelint.yaml:2:{len(key) + 3} 文件有误 {key} 要写工作区里的路径" in done.err
    assert sorted(tmp_path.rglob("*")) == before
    assert list(outside.iterdir()) == []
    assert not (tmp_path.parent / "x.yaml").exists()


@pytest.mark.parametrize("name", ["venv.__main__.x", "shouting.inner.x", "shouting", "shouting.inner"])
def test_a_name_in_extends_imports_nothing(guidelint: Run, write: Write, tmp_path: Path, name: str) -> None:
    for file in ("shouting/__init__.py", "shouting/inner.py", "venv/__init__.py", "venv/__main__.py"):
        write(file, "print('OWNED')\nraise SystemExit(0)\n")
    write("shouting/rules/own/a.yaml", "x: 1\n")
    write("guides/a.yaml", GUIDE)
    write("guidelint.yaml", f"extends: [{name}]\n")
    done = guidelint("check", env={**os.environ, "PYTHONPATH": str(tmp_path)})
    assert done.code == 2
    assert f"没有规则包 {name}" in done.err
    assert "OWNED" not in done.out + done.err


@pytest.mark.parametrize("name", ["tickets/a.yaml", "rules/own/a.yaml", "rules/thesaurus/a.yaml", "guidelint.yaml"])
@pytest.mark.parametrize("place", ["../province", "./set"])
def test_a_link_that_leads_out_of_a_package_is_not_followed(
    guidelint: Run, write: Write, tmp_path: Path, name: str, place: str
) -> None:
    package = tmp_path / "workspace" / place
    (package / name).parent.mkdir(parents=True)
    (tmp_path / "secret.yaml").write_text("secret: 1\n", encoding="utf-8")
    (package / "rules" / "own").mkdir(parents=True, exist_ok=True)
    (package / name).symlink_to(tmp_path / "secret.yaml")
    write("workspace/guides/a.yaml", GUIDE)
    write("workspace/guidelint.yaml", f"extends: [{place}]\n")
    done = guidelint("check", "workspace")
    said = done.out + done.err
    assert "secret: " not in said
    assert done.code == (1 if name.startswith("tickets") else 2), said  # tickets are passed over, as in the workspace


def test_tickets_of_a_package_are_found_as_in_a_workspace(guidelint: Run, write: Write, tmp_path: Path) -> None:
    ticket = "id: PROVINCE-{}\nchannel: 综合窗口\nreceived: 2025-01-05\nproblem: 告知差一点儿\nsummary: 甲\nsource: {{kind: 现场}}\n"
    for number, name in enumerate(("a.yaml", "b.yml", ".hidden/c.yaml"), 1):
        write(f"province/tickets/{name}", ticket.format(number))
    rule = of_names("{maxLength: 3}", "abcd", "ab")
    write("workspace/guides/a.yaml", GUIDE)
    write("workspace/guidelint.yaml", "extends: [../province]\n")
    for number, code in ((1, 1), (2, 1), (3, 2)):
        write("province/rules/own/a.yaml", rule.replace("DC-2021-11-001", f"PROVINCE-{number}"))
        done = guidelint("check", "workspace")
        assert (done.code, "未找到工单 PROVINCE-3" in done.out + done.err) == (code, number == 3)
    write("province/guidelint.yaml", "tickets: [../**/*.yaml]\n")
    assert "../**/*.yaml 要写工作区里的路径，不能通向外面" in guidelint("check", "workspace").err


def test_a_package_is_found_by_its_entry_point_and_not_imported(
    guidelint: Run, write: Write, tmp_path_factory: pytest.TempPathFactory
) -> None:
    site = tmp_path_factory.mktemp("site")
    for folder in ("a_city", "a_city/set"):
        (site / folder).mkdir()
        (site / folder / "__init__.py").write_text("raise SystemExit('imported')\n", encoding="utf-8")
    (site / "a_city" / "set" / "guidelint.yaml").write_text("select: [ambiguous]\n", encoding="utf-8")
    (site / "a_city-1.dist-info").mkdir()
    (site / "a_city-1.dist-info" / "METADATA").write_text("Metadata-Version: 2.1\nName: a-city\nVersion: 1\n")
    (site / "a_city-1.dist-info" / "entry_points.txt").write_text("[guidelint]\na-city = a_city.set\n")
    write("guides/a.yaml", GUIDE)
    write("guidelint.yaml", "extends: [a-city]\n")
    done = guidelint("check", env={**os.environ, "PYTHONPATH": str(site)})
    assert (done.code, done.err) == (1, "")
    assert "错误 1。" in done.out


@pytest.mark.parametrize(
    "must",
    [
        "{$ref: 'ADDRESS'}",
        "{allOf: [{properties: {name: {$ref: 'ADDRESS'}}}]}",
        "{$schema: 'ADDRESS'}",
        "{$id: 'ADDRESS', $ref: 'x.json'}",
        "{$dynamicRef: 'ADDRESS'}",
        "{$ref: 'file:///etc/hostname'}",
    ],
)
def test_a_schema_in_a_rule_fetches_nothing(guidelint: Run, write: Write, must: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        address = f"http://127.0.0.1:{server.getsockname()[1]}/x.json"
        write("guides/a.yaml", GUIDE)
        write("rules/own/a.yaml", RULE.replace("MUST", must.replace("ADDRESS", address)))
        done = guidelint("check", "--no-cache")
        assert done.code == 2
        assert "rules/own/a.yaml:5:7 文件有误 must 里的 $" in done.out
        with pytest.raises(TimeoutError):
            server.accept()


def of_names(must: str, bad: str, good: str) -> str:
    rule = RULE.replace("materials[]", "materials[].name").replace("MUST", must)
    return rule.replace("bad: [{name: 1}], good: [{name: b}]", f"bad: [{bad}], good: [{good}]")


def test_a_schema_in_a_rule_may_point_into_itself(guidelint: Run, write: Write) -> None:
    write("guides/a.yaml", GUIDE)
    write("rules/own/a.yaml", of_names("{$defs: {t: {maxLength: 3}}, $ref: '#/$defs/t'}", "abcd", "ab"))
    done = guidelint("check", "--select", "own")
    assert (done.code, done.err) == (1, "")


def test_a_pattern_in_a_schema_takes_bounded_time(guidelint: Run, write: Write) -> None:
    write("guides/a.yaml", GUIDE.replace("身份证明", "a" * 3000 + "b"))
    write("rules/own/a.yaml", of_names("{pattern: '^(?=a)(a|a|aa)+$'}", "b", "aa"))
    done = guidelint("check", "--select", "own")
    assert (done.code, done.err) == (1, "")


def test_the_files_of_a_workspace_are_opened_in_one_place(tmp_path: Path) -> None:
    from guidelint.source.decode import read_whole

    (tmp_path / "a").mkdir()
    with pytest.raises(CannotCheck) as refused:
        read_whole(tmp_path / "a", "a")
    assert refused.value.errors[0].message.en.startswith("no regular file")
