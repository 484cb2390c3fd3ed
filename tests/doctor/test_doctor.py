"""`guidelint doctor`: names what is wrong, gives the command that mends it, and changes nothing."""

import shlex
import shutil
import sys
from pathlib import Path

import pytest

from guidelint.exchange.doctor import installation
from guidelint.workspace import transaction
from guidelint.workspace.lock import locked
from tests.command import Run, Write
from tests.tickets.conftest import GUIDE

WINDOW = "guide: card\nhall: 甲\nobserved: {on: 2024-01-02, how: 窗口自报}\nmaterials:\n  - accepts: [居民身份证]\n"


@pytest.fixture(autouse=True)
def whole_installation(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever extras this machine has, the tests see all of them."""
    monkeypatch.setattr(installation, "find_spec", lambda module: module)
    monkeypatch.setattr(sys.stdout, "reconfigure", lambda **_: None, raising=False)


@pytest.fixture
def healthy(write: Write) -> None:
    write("windows/card.yaml", WINDOW)


def lines(out: str) -> list[str]:
    return out.splitlines()[1:]


@pytest.mark.usefixtures("healthy")
def test_a_healthy_workspace(guidelint: Run, workspace: Path) -> None:
    before = sorted(workspace.rglob("*"))
    done = guidelint("doctor")
    assert (done.code, lines(done.out), done.err) == (0, ["没有问题。"], "")
    assert done.out.startswith("guidelint 0.1.0 · Python ")
    assert sorted(workspace.rglob("*")) == before
    assert lines(guidelint("doctor", "--lang", "en").out) == ["all is well."]


def test_a_guide_without_window_is_only_advice(guidelint: Run) -> None:
    done = guidelint("doctor")
    assert done.code == 0
    assert lines(done.out)[0] == "建议 1 份指南中 1 份没有窗口记录，没法和窗口比较：guides/card.yaml"


@pytest.mark.usefixtures("healthy")
def test_files_that_no_check_reads_and_the_command_that_moves_them(
    guidelint: Run, write: Write, workspace: Path
) -> None:
    write("新 指南.yml", GUIDE.replace("id: card", "id: other"))
    write("windows/读的.yml", WINDOW.replace("hall: 甲", "hall: 乙"))
    write("别处/窗口.yaml", WINDOW)
    write("notes.yaml", "a: 1\n")
    done = guidelint("doctor")
    assert done.code == 1
    assert lines(done.out) == [
        "问题 新 指南.yml 像是指南，但检查时不会读它（按 guides/**/*.yaml 查找）",
        "    → mv '新 指南.yml' 'guides/新 指南.yaml'",
        "问题 别处/窗口.yaml 像是窗口记录，但检查时不会读它（按 windows/**/*.yaml 查找）",
        "    → mv 别处/窗口.yaml windows/窗口.yaml",
        "有 2 处问题。",
    ]
    for line in lines(done.out):
        if "→ mv " in line:
            _, source, target = shlex.split(line.partition("→ ")[2])
            shutil.move(workspace / source, workspace / target)
    assert guidelint("doctor").code == 0


@pytest.mark.usefixtures("healthy")
def test_files_that_cannot_be_read_stop_checks(guidelint: Run, write: Write) -> None:
    write("guides/旧.yaml", "id: old\ntitle: 旧指南\nmaterials: []\n".encode("gb18030"))
    write("tickets/t.yaml", "id: T-1\n")
    done = guidelint("doctor")
    assert done.code == 2
    assert "    → iconv -f GB18030 -t UTF-8 guides/旧.yaml > 新文件.yaml" in lines(done.out)
    assert "无法检查 tickets/t.yaml:1:1 缺少 problem（问题类型）" in lines(done.out)
    write("guidelint.yaml", "langs: zh\n")
    broken = guidelint("doctor")
    assert (broken.code, "无法检查 guidelint.yaml:1:1 不认识的键 langs，是不是 lang" in broken.out) == (2, True)


def test_a_folder_that_is_no_workspace(guidelint: Run, workspace: Path) -> None:
    (workspace / "guidelint.yaml").unlink()
    shutil.rmtree(workspace / "guides")
    done = guidelint("doctor")
    assert done.code == 2
    assert lines(done.out)[0] == "无法检查 没有指南（按 guides/**/*.yaml 查找）"
    assert "    → guidelint init" in lines(done.out)


@pytest.mark.usefixtures("healthy")
def test_what_was_forgotten(guidelint: Run, write: Write) -> None:
    note = "# guidelint: ignore[ambiguous/identity-proof] until 2020-01-31: 等待发布"
    write("guides/card.yaml", GUIDE.replace("  - name: 身份证明", f"  - name: 身份证明 {note}"))
    write(
        "tickets/T.yaml",
        "id: T-2999-01-001\nchannel: 综合窗口\nreceived: 2999-01-02\nproblem: 告知差一点儿\nsummary: 甲\nsource: {kind: 演示}\n",
    )
    done = guidelint("doctor")
    assert done.code == 1
    assert "问题 guides/card.yaml:7 的忽略已在 2020-01-31 到期：等待发布" in lines(done.out)
    assert "问题 tickets/T.yaml 的日期 2999-01-02 在今天（" in done.out


@pytest.mark.usefixtures("healthy")
def test_a_baseline_that_ended_or_is_broken(guidelint: Run, write: Write) -> None:
    entry = (
        "  - {rule: ambiguous/identity-proof, guide: card, field: materials.name, text: 身份证明, reason: 等待发布, "
    )
    write("guidelint-baseline.yaml", f"entries:\n{entry}ticket: DC-2021-11-001, until: 2020-01-31}}\n")
    done = guidelint("doctor")
    assert done.code == 1
    assert (
        "问题 guidelint-baseline.yaml:2 基线条目 ambiguous/identity-proof（card“身份证明”）已在 2020-01-31 到期（等待发布）"
        in lines(done.out)
    )
    write("guidelint-baseline.yaml", f"entries:\n{entry}until: 2020-01-31}}\n")
    done = guidelint("doctor")
    assert (done.code, "无法检查 guidelint-baseline.yaml:2:5 缺少 ticket" in done.out) == (2, True)


@pytest.mark.usefixtures("healthy")
def test_what_a_killed_process_left(guidelint: Run, write: Write, workspace: Path) -> None:
    write("guides/.card.yaml.x1.tmp", "half")
    transaction._begin(
        workspace, [transaction.Write(workspace / "guides" / "b.yaml", b"id: b\ntitle: x\nmaterials: []\n")]
    )
    with locked(workspace):
        done = guidelint("doctor")
    assert done.code == 2
    assert "上一次写入没有写完就中断了" in done.out
    assert "guidelint recover" in done.out
    assert "问题 中断的写入留下临时文件：guides/.card.yaml.x1.tmp" in lines(done.out)
    assert "建议 有一个写入锁（" in done.out
    assert not (workspace / "guides" / "b.yaml").exists()
    assert guidelint("check").code == 2  # who only reads writes nothing, also not what is to be finished
    assert not (workspace / "guides" / "b.yaml").exists()
    assert guidelint("recover").code == 0
    assert (workspace / "guides" / "b.yaml").exists()
    assert "没有写完" not in guidelint("doctor").out


def test_schemas_of_another_version(guidelint: Run, workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = workspace / "new"
    assert guidelint("init", "new").code == 0
    monkeypatch.chdir(folder)
    assert guidelint("doctor").code == 0
    file = folder / ".guidelint" / "schemas" / "guide.schema.json"
    right = file.read_bytes()
    file.write_text("{}", encoding="utf-8")
    done = guidelint("doctor")
    assert (done.code, "    → guidelint init --schemas" in lines(done.out)) == (1, True)
    assert guidelint("init", "--schemas").code == 0
    assert (guidelint("doctor").code, file.read_bytes()) == (0, right)


@pytest.mark.usefixtures("healthy")
def test_the_installation(guidelint: Run, write: Write, workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(installation, "find_spec", lambda module: None if module == "python_calamine" else module)
    done = guidelint("doctor")
    assert (done.code, lines(done.out)[:2]) == (
        0, ["建议 没有安装“Excel 导入导出”，要用时再装", '    → pip install "guidelint[excel]"'],
    )  # fmt: skip
    write("清单.xlsx", b"")
    assert guidelint("doctor").code == 1
    (workspace / ".git").mkdir()
    monkeypatch.setattr(installation.shutil, "which", lambda _: None)
    monkeypatch.setattr(installation, "_code_page", lambda: 936)
    done = guidelint("doctor")
    assert "问题 这里是 git 仓库，却找不到 git 命令" in lines(done.out)
    assert "问题 这个终端的代码页是 936，有些字会显示成“?”" in lines(done.out)
    assert "    → chcp 65001" in lines(done.out)


def test_every_extra_that_a_user_may_want_is_known() -> None:
    import tomllib

    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert set(project["optional-dependencies"]) - {"all", "dev", "dev-browser", "dev-storage", "docs"} == set(
        installation.EXTRAS
    )
