"""What the system may do to a command: every fault ends in words and exit code 2, and the files are as they were."""

import ctypes
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from guidelint.workspace import store
from tests.command import Outcome, Run, Write
from tests.preloaded import Limits, Preloaded

GUIDE = 'id: {id}\ntitle: 补领\nregion: "110101"\nmaterials:\n  - name: 身份证明\n    type: 原件\n'
WINDOW = """\
guide: {id}
hall: 大厅
observed: {{on: 2021-11-16, how: 窗口自报}}
materials:
  - accepts: [居民身份证]
    type: 原件
"""
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="the fault is made by Linux")
NO_ROOM = ((resource.RLIMIT_FSIZE, 0),)
"""No file can grow: what a full disk does, as far as a process can tell."""
A_GIGABYTE = ((resource.RLIMIT_AS, 1 << 30),)
COMMAND = [sys.executable, "-X", "utf8", "-B", "-m", "guidelint"]


@pytest.fixture
def workspace(tmp_path: Path, write: Write) -> Path:
    """A folder whose guides a fix would change."""
    write("guidelint.yaml", "select: [ambiguous]\n")
    for number in range(3):
        write(f"guides/指南{number}.yaml", GUIDE.format(id=f"g{number}"))
        write(f"windows/w{number}.yaml", WINDOW.format(id=f"g{number}"))
    return tmp_path


def state(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def no_override() -> None:
    """File permissions bind root too: CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH are not handed on."""
    libc, drop_from_bounding_set = ctypes.CDLL(None), 24
    for capability in (1, 2):
        libc.prctl(drop_from_bounding_set, capability, 0, 0, 0)


@pytest.fixture(scope="module")
def powerless() -> Iterator[Preloaded]:
    """The process that is copied for commands that file permissions bind."""
    process = Preloaded(no_override)
    yield process
    process.close()


@pytest.fixture
def run(workspace: Path, preloaded_process: Preloaded) -> Run:
    """Run `guidelint ARGUMENTS` in the workspace, with more in its environment, and no more of a resource than its limit."""

    def run(
        *arguments: str,
        env: Mapping[str, str] | None = None,
        limits: Limits = (),
        process: Preloaded = preloaded_process,
    ) -> Outcome:
        return process.run(arguments, workspace, b"", {**os.environ, **(env or {})}, limits)

    return run


@LINUX
@pytest.mark.parametrize("command", [["fix"], ["check", "--fix"], ["init", "新"]])
def test_disk_full(workspace: Path, command: list[str], run: Run) -> None:
    before = state(workspace)
    done = run(*command, limits=NO_ROOM)
    assert done.code == 2
    assert "Traceback" not in done.err
    assert "guidelint 错误：写不了 " in done.err
    assert "超过了文件大小的上限；没有" in done.err
    assert state(workspace) == before


@pytest.mark.slow
@LINUX
@pytest.mark.parametrize("room", [600, 20_000])
def test_disk_full_in_the_middle_of_a_file(
    workspace: Path, tmp_path_factory: pytest.TempPathFactory, room: int, run: Run
) -> None:
    """No file may grow beyond so many bytes: kept results and outputs are whole, or are not there, or are the old ones."""
    cache = {store.VARIABLE: str(tmp_path_factory.mktemp("cache"))}
    old = time.time_ns() - 10**10
    for file in workspace.rglob("*.yaml"):
        os.utime(file, ns=(old, old))
    (workspace / "报告.json").write_text("old", encoding="utf-8")

    full = ((resource.RLIMIT_FSIZE, room),)
    expected = run("check", "--no-cache")
    for _ in range(2):
        assert run("check", limits=full, env=cache).out == expected.out
    assert run("check", env=cache).out == expected.out
    written = run("check", "--format", "json", "--output", "报告.json", limits=full, env=cache)
    text = (workspace / "报告.json").read_text(encoding="utf-8")
    if written.code == 2:
        assert "guidelint 错误：写不了 报告.json：超过了文件大小的上限；旧文件没有动\n" in written.err
        assert text == "old"
    else:
        assert text == run("check", "--format", "json", env=cache).out
    exported = run("export", "findings", "--xlsx", "问题.xlsx", limits=full, env=cache)
    assert (exported.code == 2) != (workspace / "问题.xlsx").exists()
    assert not [file for file in workspace.iterdir() if file.name.startswith(".") and file.name.endswith(".tmp")]


@pytest.mark.slow
@LINUX
@pytest.mark.parametrize("kind", ["read-only", "link", "link to nothing", "file", "folder for a file", "not readable"])
def test_whatever_the_cache_folder_is(
    workspace: Path, tmp_path_factory: pytest.TempPathFactory, kind: str, run: Run, powerless: Preloaded
) -> None:
    place = tmp_path_factory.mktemp("cache") / "kept"
    expected = run("check", "--no-cache").out
    match kind:
        case "link":
            place.with_name("real").mkdir()
            place.symlink_to("real")
        case "link to nothing":
            place.symlink_to("nothing")
        case "file":
            place.write_bytes(b"")
        case _:
            assert run("check", env={store.VARIABLE: str(place)}).out == expected
    if kind == "folder for a file":
        for file in list(place.iterdir()):
            file.unlink()
            file.mkdir()
    if kind in ("read-only", "not readable"):
        for file in (*place.iterdir(), place):
            file.chmod(0 if kind == "not readable" else 0o555 if file == place else 0o444)
    (workspace / "guides" / "指南0.yaml").write_text(GUIDE.format(id="g0").replace("补领", "换领"), encoding="utf-8")
    expected = run("check", "--no-cache").out
    for _ in range(2):
        done = run("check", env={store.VARIABLE: str(place)}, process=powerless)
        assert (done.out, done.err) == (expected, "")
    if place.is_dir():
        place.chmod(0o755)


@LINUX
def test_a_folder_that_may_not_be_written(workspace: Path, run: Run, powerless: Preloaded) -> None:
    before = state(workspace)
    for folder in (workspace / "guides", workspace):
        folder.chmod(0o555)
    try:
        done = run("fix", process=powerless)
        checked = run("check", process=powerless)
    finally:
        for folder in (workspace / "guides", workspace):
            folder.chmod(0o755)
    assert done.code == 2
    assert "guidelint 错误：" in done.err
    assert "Traceback" not in done.err
    assert state(workspace) == before
    assert checked.code == 1


@LINUX
def test_a_guide_that_may_not_be_read_is_named(workspace: Path, run: Run, powerless: Preloaded) -> None:
    (workspace / "guides" / "指南1.yaml").chmod(0)
    done = run("check", process=powerless)
    assert done.code == 2
    assert "guides/指南1.yaml 文件有误 读不了文件" in done.out
    assert "guides/指南2.yaml:5:11 错误" in done.out


@LINUX
@pytest.mark.parametrize("folder", ["guides/b", "windows", "rules/own", "rules"])
def test_a_folder_that_may_not_be_read_is_named(
    workspace: Path, write: Write, folder: str, run: Run, powerless: Preloaded
) -> None:
    """Not left out: a clean run must mean that every guide was checked, against every window, by every rule."""
    write("guides/b/a.yaml", GUIDE.format(id="a"))
    (workspace / "rules" / "own").mkdir(parents=True)
    (workspace / folder).chmod(0)
    try:
        runs = [run("check", *options, process=powerless) for options in ([], [], ["--no-cache"])]
    finally:
        (workspace / folder).chmod(0o755)
    for done in runs:
        assert (done.code, done.out) == (2, "")
        assert f"读写失败：{workspace / folder} 没有权限" in done.err


@LINUX
@pytest.mark.parametrize("place", ["guides", "windows", "tickets", "rules/own"])
def test_a_name_that_is_no_text_is_told(workspace: Path, place: str, run: Run) -> None:
    """Git and Linux allow names that are not UTF-8; no report could name them."""
    (workspace / place).mkdir(exist_ok=True, parents=True)
    (workspace / place / os.fsdecode(b"\xffa.yaml")).write_bytes(GUIDE.format(id="a").encode())
    for options in ([], ["--format", "json"], ["--no-cache"]):
        done = run("check", *options)
        assert (done.code, done.out) == (2, "")
        assert rf"{place}/\xffa.yaml 文件有误 文件名不是 UTF-8 文字，请改名" in done.err


@LINUX
def test_streams_that_are_closed_or_full(workspace: Path) -> None:
    """Nobody can be told then, but the exit code is right."""

    def code(redirected: str) -> tuple[int, str]:
        done = subprocess.run(
            ["/bin/sh", "-c", f'"$@" {redirected}', "sh", *COMMAND, "check", "--no-cache"],
            cwd=workspace, capture_output=True, text=True, check=False,
        )  # fmt: skip
        return done.returncode, done.stderr

    assert code(">&-") == (1, "")
    assert code(">&- 2>&- <&-") == (1, "")
    assert code("> /dev/full") == (2, "guidelint 错误：读写失败：磁盘满了，请先腾出空间\n")
    assert code("> /dev/full 2> /dev/full") == (2, "")
    assert code("| head -c 1 > /dev/null") == (0, "")


def test_things_that_are_no_files_are_left_alone(workspace: Path, guidelint: Run) -> None:
    """A pipe would block for ever, a link may lead out of the workspace or nowhere."""
    os.mkfifo(workspace / "guides" / "pipe.yaml")
    (workspace / "guides" / "folder.yaml").mkdir()
    (workspace / "guides" / "nowhere.yaml").symlink_to(workspace / "missing.yaml")
    (workspace / "guides" / "zero.yaml").symlink_to("/dev/zero")
    done = guidelint("check")
    assert (done.code, done.err) == (1, "")
    assert "检查了 3 份指南" in done.out
    assert guidelint("check", "guides/pipe.yaml").code == 2
    assert guidelint("check", "/dev/zero").code == 2


@LINUX
@pytest.mark.parametrize("name", ["guides/big.yaml", "guidelint.yaml", "tickets/big.yaml"])
def test_a_huge_file_is_refused_without_being_read(workspace: Path, name: str, run: Run) -> None:
    """Four gigabytes of nothing; the process may have one."""
    file = workspace / name
    file.parent.mkdir(exist_ok=True)
    with file.open("ab") as stream:
        stream.truncate(4 << 30)
    done = run("check", limits=A_GIGABYTE)
    assert done.code == 2
    assert "超过 1 MiB 上限" in done.out + done.err


@LINUX
@pytest.mark.parametrize(
    ("materials", "said"),
    [
        ("[" + ", ".join("{name: 身份证明}" for _ in range(20_000)) + "]", "超过 10,000 个上限，请分成几行"),
        ("\n" + "  - name: 身份证明\n" * 20_000, "申请材料不能超过 500 项"),
        ("\n" + ("  - {name: 身份证明, notes: " + "甲" * 4_900 + "}\n") * 60, "错误 60"),
    ],
    ids=["one line", "many lines", "long lines"],
)
def test_a_guide_with_very_many_findings_does_not_fill_the_memory(
    workspace: Path, write: Write, materials: str, said: str, run: Run
) -> None:
    """Every finding quotes its line: on a line of 300 KB, twelve thousand of them took six gigabytes."""
    write("guides/指南0.yaml", f"id: g0\ntitle: 补领\nmaterials: {materials}\n")
    options = ("--no-cache", "--select", "ambiguous/identity-proof")
    done = run("check", *options, "guides/指南0.yaml", limits=A_GIGABYTE)
    assert done.code in (1, 2)
    assert said in done.out


@pytest.mark.slow
def test_interrupted_at_any_moment_nothing_is_half_written(workspace: Path, write: Write, run: Run) -> None:
    """Takes seconds: the command is interrupted at twelve moments from its start to its end."""
    for number in range(3, 40):
        write(f"guides/指南{number}.yaml", GUIDE.format(id=f"g{number}"))
        write(f"windows/w{number}.yaml", WINDOW.format(id=f"g{number}"))
    before = state(workspace)
    fixed = {
        name: raw.replace("name: 身份证明".encode(), "name: 居民身份证".encode()) if name.startswith("guides/") else raw
        for name, raw in before.items()
    }
    assert run("check").code == 1  # keeps what only the first of all commands takes long to make
    start = time.perf_counter()
    subprocess.run([*COMMAND, "fix"], cwd=workspace, stdout=subprocess.DEVNULL, check=True)
    whole = time.perf_counter() - start
    assert state(workspace) == fixed
    interrupted = 0
    for moment in range(12):
        for name, raw in before.items():
            (workspace / name).write_bytes(raw)
        process = subprocess.Popen(
            [*COMMAND, "fix"], cwd=workspace, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # ignored where a shell put us in the background
        )  # fmt: skip
        time.sleep(whole * (moment + 1) / 13)
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=60)
        assert state(workspace) in (before, fixed)
        if "Fatal Python error: init" in said:  # Python itself had not begun
            continue
        assert process.returncode in (0, 130, -signal.SIGINT), said
        if process.returncode == 130:
            interrupted += 1
            assert "已中断" in said
            assert "Traceback" not in said
    assert interrupted


@pytest.mark.parametrize(
    "module", ["click.parser", "click.core", "guidelint.cli", "guidelint.workspace.config", "msgspec"]
)
def test_interrupted_while_modules_are_loaded(workspace: Path, module: str) -> None:
    """Ctrl-C leaves such a module half loaded; what says so may need it."""
    program = f"""
import sys
class Interrupting:
    def find_spec(self, name, path=None, target=None):
        if name == {module!r}:
            sys.meta_path.remove(self)
            raise KeyboardInterrupt
sys.meta_path.insert(0, Interrupting())
sys.argv = ["guidelint", "check"]
from guidelint.__main__ import main
main()
"""
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", program], cwd=workspace, capture_output=True, text=True, check=False
    )
    assert done.returncode == 130
    assert "已中断" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "surroundings",
    [
        {"PYTHONHASHSEED": "1"},
        {"PYTHONHASHSEED": "2"},
        {"LC_ALL": "C", "PYTHONUTF8": "1"},
        {"LC_ALL": "POSIX", "PYTHONIOENCODING": "utf-8"},
        {"TZ": "Pacific/Kiritimati"},
    ],
    ids=lambda s: "-".join(s),
)
def test_the_same_output_whatever_the_surroundings(guidelint: Run, surroundings: dict[str, str]) -> None:
    root = Path(__file__).parents[2]
    plain = guidelint("check", cwd=root, env={**os.environ, "PYTHONHASHSEED": "0"})
    assert plain.code == 1
    assert guidelint("check", cwd=root, env={**os.environ, **surroundings}) == plain
