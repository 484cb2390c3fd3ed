"""Random hostile workspaces under every command that reads: `python -m fuzz.trees [--count N] [--seed N]`.

A tree may hold links, pipes, odd names, git's own files, journals, locks, settings, rules and Python modules, as anybody may
commit or send in an archive. Whatever it is, a command writes nothing but what it keeps for itself, speaks to nobody,
starts nothing but git, leaves the tree as it was, and ends in words.
"""

import argparse
import gc
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout, suppress
from pathlib import Path
from random import Random

from fuzz.mutate import mutated
from fuzz.ready import made_ready
from fuzz.sandbox import Said, defects_of
from fuzz.sheets import workbook
from guidelint.__main__ import run
from guidelint.workspace import secret
from guidelint.workspace.store import VARIABLE

ROOT = Path(__file__).parents[1]
COMMANDS = (
    ("check",), ("check", "--no-cache", "--format", "json"), ("check", "--diff", "HEAD"), ("check", "--preview", "--level", "hint"),
    ("check", "--fix", "--dry-run"), ("check", "--format", "sarif"), ("fix", "--diff"), ("doctor",), ("rules", "list"), ("rules", "test"),
    ("config", "show"), ("baseline", "show"), ("explain", "ambiguous/identity-proof"), ("term", "身份证明"), ("stats",),
    ("ticket", "list"), ("ticket", "show", "T-1"), ("backtest",), ("try", "--guide", "a", "--bring", "身份证"), ("notice", "a"),
    ("check", "guides/a.yaml"), ("check", "--why-silent", "guides/a.yaml:4"),
    ("check", "表.xlsx"), ("import", "guides", "表.xlsx", "--dry-run"),
)  # fmt: skip
PLACES = (
    "guides/a.yaml", "guides/b/c.yaml", "windows/a.yaml", "tickets/a.yaml", "archive/T-1.yaml", "aggregates/a.yaml", "rules/own/a.yaml",
    "rules/thesaurus/a.yaml", "rules/ambiguous/identity-proof.yaml", "guidelint.yaml", "guidelint-baseline.yaml", "channels.yaml",
    ".guidelint-lock", ".guidelint-journal", ".guidelint-journal/journal.json", "guides", "windows", "tickets", "rules", "e.json",
    "halls.yaml", ".git", "set/guidelint.yaml", "set/rules/own/b.yaml", "表.xlsx",
)  # fmt: skip
NAMES = (
    "-x.yaml", "--fix", "a\nb.yaml", "\x1b[8m.yaml", "\u202egepj.yaml", os.fsdecode(b"\xff.yaml"), "长" * 80 + ".yaml", ".yaml", "a b.yml",
    "A.YAML", "con.yaml", "*.yaml", "$(x).yaml", "a'b\".yaml", "sitecustomize.py", "yaml.py", "guidelint/__init__.py", "conftest.py",
)  # fmt: skip
SETTINGS = (
    "rules: ../outside\n", "baseline: ../outside/precious\n", "baseline: .git/hooks/x\n", "extends: [../outside]\n", "extends: [./set]\n",
    "extends: [venv.__main__.x]\n", "extends: [yaml]\n", "guides: ['../**/*']\n", "guides: ['/**/*.yaml']\n", "tickets: ['**/*']\n",
    "ignore: [all]\n", "guides: ['[']\n", "archive: ['../outside/*']\n", "preview: true\n", "lang: en\n", "rules: .\n", "rules: guides\n",
)  # fmt: skip
GOOD = {
    "guides": "id: a\ntitle: 补领\nhalls: [大厅]\nmaterials:\n  - name: 身份证明\n    type: 原件\n",
    "windows": "guide: a\nhall: 大厅\nobserved: {on: 2021-11-16, how: 窗口自报}\nmaterials:\n  - accepts: [居民身份证]\n    type: 原件\n",
    "tickets": "id: T-1\nchannel: 综合窗口\nreceived: 2026-01-05\nguide: a\nproblem: 告知差一点儿\nsummary: 说不清\nsource: {kind: 现场}\n",
}  # fmt: skip


def grow(folder: Path, outside: Path, random: Random) -> None:
    """Lay out a tree; most have something good in them, without which nothing else is looked at."""
    program = outside / "program"
    with suppress(OSError):  # what is in the way of another stays
        for kind, text in GOOD.items():
            if random.random() < 0.8:
                _put(folder / kind / "a.yaml", text)
    if random.random() < 0.6:
        _repository(folder, program, random)
    for _ in range(random.randint(1, 6)):
        with suppress(OSError):
            random.choice(_PIECES)(folder, outside, random)


def _put(file: Path, text: str) -> None:
    _cleared(file)
    file.write_text(text, encoding="utf-8", errors="surrogatepass", newline="")


def _cleared(file: Path) -> None:
    """Make room for a file where a link or a pipe would lead its writer elsewhere. Raises OSError where a folder above is one."""
    if any(above.is_symlink() for above in file.parents):
        raise FileExistsError(file)
    file.parent.mkdir(parents=True, exist_ok=True)
    if file.is_symlink() or (file.exists() and not file.is_dir()):
        file.unlink()


def _free(folder: Path, random: Random) -> Path:
    file = folder / random.choice(PLACES)
    if random.random() < 0.3:
        file = (
            folder
            / random.choice(("guides", "rules/own", "tickets", "windows", "rules/thesaurus", "."))
            / random.choice(NAMES)
        )
    _cleared(file)
    if file.is_dir() and random.random() < 0.5:
        shutil.rmtree(file)
    return file


def _link(folder: Path, outside: Path, random: Random) -> None:
    targets = (
        "/dev/zero",
        "/dev/stdin",
        "/dev/full",
        "/etc/passwd",
        "nowhere",
        ".",
        "..",
        "a.yaml",
        "/",
        "/proc/self/mem",
    )
    target = random.choice((*targets, str(outside / "precious"), str(outside), str(outside / "folder")))
    _free(folder, random).symlink_to(target)


def _special(folder: Path, outside: Path, random: Random) -> None:
    file = _free(folder, random)
    if random.random() < 0.7:
        os.mkfifo(file)
    else:
        with socket.socket(socket.AF_UNIX) as one:
            one.bind(str(file))


def _text(folder: Path, outside: Path, random: Random) -> None:
    seeds = sorted((ROOT / "fuzz" / "seeds").glob("*.yaml")) + sorted((ROOT / "rules").rglob("*.yaml"))
    texts = [*GOOD.values(), random.choice(seeds).read_text(encoding="utf-8")]
    text = random.choice(texts)
    _put(_free(folder, random), mutated(text, random, texts) if random.random() < 0.7 else text)


def _settings(folder: Path, outside: Path, random: Random) -> None:
    _put(
        folder / random.choice(("guidelint.yaml", "set/guidelint.yaml")),
        "".join(random.sample(SETTINGS, random.randint(1, 2))),
    )


def _rule(folder: Path, outside: Path, random: Random) -> None:
    must = random.choice(
        ("{$ref: 'http://127.0.0.1:9/x'}", "{$ref: 'file:///etc/passwd'}", "{pattern: '(a+)+$'}", "{$ref: '#'}")
    )
    _put(
        folder / "rules" / "own" / "a.yaml",
        f"title: {{zh: 甲, en: a}}\nlevel: error\nkind: field\nfield: materials[]\nmust: {must}\nevidence: [T-1]\n"
        "message: {zh: '{text.__class__}', en: a}\nfix: {advice: {zh: 改, en: change}}\nexamples: {bad: [{name: 1}], good: [{name: b}]}\n",
    )


def _journal(folder: Path, outside: Path, random: Random) -> None:
    victim = random.choice((str(outside / "precious"), "../outside/precious", ".git/hooks/x", "guides/a.yaml"))
    entry = f'{{"file": "{victim}", "before": null, "after": "{"0" * 64}"}}'
    said = f'{{"undo": {random.choice(("true", "false"))}, "files": [{entry}], "folders": ["x"]}}'
    shapes = (f'{{"said": {said}, "signed": "x"}}', f'{{"files": [{entry}]}}', "{", "[" * 5000, "")
    _put(folder / ".guidelint-journal" / "journal.json", random.choice(shapes))
    _put(folder / ".guidelint-journal" / "0.new", "owned\n")


def _module(folder: Path, outside: Path, random: Random) -> None:
    name = random.choice(
        ("yaml", "guidelint/__init__", "msgspec", "sitecustomize", "venv/__init__", "re2", "json", "jieba/__init__")
    )
    _put(folder / f"{name}.py", f"open({str(outside / 'ran')!r}, 'w').write('x')\n")


def _bare(folder: Path, outside: Path, random: Random) -> None:
    """What makes a repository of the folder itself, or leads git to another."""
    if random.random() < 0.3:
        _put(_empty(folder / ".git"), f"gitdir: {random.choice((str(outside), '..', './set', '/'))}\n")
        return
    _put(folder / "HEAD", "ref: refs/heads/main\n")
    _put(folder / "config", _git_settings(outside / "program") + "[core]\n\tbare = false\n\tworktree = .\n")
    for name in ("objects", "refs"):
        (folder / name).mkdir(exist_ok=True)  # its name is no place of a link


def _event(folder: Path, outside: Path, random: Random) -> None:
    said = '{"specversion": "1.0", "id": "1", "source": "a:b", "type": "guidelint.ticket.closed", "data": {"ticket": "T-1"}}'
    _put(folder / "e.json", mutated(said, random, [said]) if random.random() < 0.5 else said)


def _sheet(folder: Path, outside: Path, random: Random) -> None:
    """A workbook with something hidden, wrong or damaged in it."""
    file = folder / "表.xlsx"
    _cleared(file)
    content = bytearray(workbook(random))
    for _ in range(random.choice((0, 0, 1, 4))):
        content[random.randrange(len(content))] = random.randrange(256)
    file.write_bytes(content[: random.randrange(len(content))] if random.random() < 0.1 else content)


_PIECES: tuple[Callable[[Path, Path, Random], None], ...] = (
    _link, _link, _special, _text, _text, _settings, _settings, _rule, _journal, _module, _bare, _event, _sheet,
)  # fmt: skip


def _empty(file: Path) -> Path:
    if file.is_dir() and not file.is_symlink():
        shutil.rmtree(file)
    return file


def _git_settings(program: Path) -> str:
    return (
        f"[core]\n\trepositoryformatversion = 0\n\tfsmonitor = {program}\n\thooksPath = {program.parent}\n\tpager = {program}\n"
        f"\tsshCommand = {program}\n\taskPass = {program}\n[diff]\n\texternal = {program}\n[diff \"x\"]\n\ttextconv = {program}\n"
        f"[filter \"x\"]\n\tclean = {program}\n\tsmudge = {program}\n\tprocess = {program}\n[credential]\n\thelper = !{program}\n"
        f"[gpg]\n\tprogram = {program}\n[log]\n\tshowSignature = true\n[alias]\n\trev-parse = !{program}\n[include]\n\tpath = {program}\n"
    )  # fmt: skip


def _repository(folder: Path, program: Path, random: Random) -> None:
    git = ["git", "-c", "user.name=a", "-c", "user.email=a@example.invalid", "-c", "commit.gpgsign=false"]
    _put(folder / "guides" / "a.yaml", GOOD["guides"])
    for arguments in (["init", "-q", "-b", "main"], ["add", "-A"], ["commit", "-q", "-m", "1"]):
        subprocess.run([*git, *arguments], cwd=folder, check=True, capture_output=True)
    if random.random() < 0.7:
        _put(folder / ".git" / "config", _git_settings(program))
        _put(folder / ".gitattributes", "* filter=x diff=x\n")
        for hook in ("post-checkout", "reference-transaction", "post-index-change", "fsmonitor-watchman"):
            shutil.copy(program, folder / ".git" / "hooks" / hook)


def state(folder: Path) -> dict[str, object]:
    """Names, kinds, contents and targets of everything below a folder."""
    found: dict[str, object] = {}
    for place, folders, names in os.walk(folder):
        for name in (*folders, *names):
            file = Path(place, name)
            if file.is_symlink():
                found[str(file)] = file.readlink()
            elif file.is_file():
                found[str(file)] = file.read_bytes()
            else:
                found[str(file)] = file.stat().st_mode
    return found


@contextmanager
def ground() -> Iterator[Path]:
    """A place for trees, with something precious beside them and a program that leaves a trace; what is kept goes into it."""
    before = dict(os.environ)
    with tempfile.TemporaryDirectory(prefix="guidelint-trees-", ignore_cleanup_errors=True) as name:
        place = Path(name).resolve()
        (place / "outside" / "folder").mkdir(parents=True)
        (place / "outside" / "precious").write_text("precious\n")
        (place / "outside" / "program").write_text(f"#!/bin/sh\necho x >> '{place}/outside/ran'\ncat\n")
        (place / "outside" / "program").chmod(0o755)
        (place / "own" / "tmp").mkdir(parents=True)
        os.environ |= {
            VARIABLE: str(place / "own" / "cache"),
            secret.VARIABLE: str(place / "own" / "secret"),
            "TMPDIR": str(place / "own" / "tmp"),
            "HOME": str(place / "own"),
        }
        tempfile.tempdir = None
        try:
            with made_ready():
                _make_ready(place / "ready")
                yield place
        finally:
            os.environ.clear()
            os.environ.update(before)
            tempfile.tempdir = None


def _make_ready(folder: Path) -> None:
    """Load in this process what every copy of it would have to."""
    for kind, text in GOOD.items():
        _put(folder / kind / "a.yaml", text)
    (folder / "表.xlsx").write_bytes(workbook(Random(0)))
    here = Path.cwd()
    os.chdir(folder)
    with redirect_stdout(Said()), redirect_stderr(Said()):
        for command in COMMANDS:
            run(list(command))
    os.chdir(here)
    gc.collect()
    gc.freeze()  # what the copies share is not gone through by each of them
    if defects := defects_of(folder, [folder.parent / "own"], COMMANDS):
        raise AssertionError(defects)


def commands_of(seed: int, most: int) -> list[tuple[str, ...]]:
    """The next `most` commands: all have their turn in one order after another, so that no one of them is met less often."""
    turns = range(seed * most, (seed + 1) * most)
    orders = {turn // len(COMMANDS) for turn in turns}
    order = {number: Random(f"order {number}").sample(COMMANDS, len(COMMANDS)) for number in orders}
    return [order[turn // len(COMMANDS)][turn % len(COMMANDS)] for turn in turns]


def tried(place: Path, seed: int, most: int) -> tuple[list[str], list[tuple[str, ...]]]:
    """The defects that the tree of a seed shows under `most` of the commands, and these."""
    random = Random(seed)
    folder, outside = place / "tree", place / "outside"
    folder.mkdir()
    try:
        grow(folder, outside, random)
        commands = commands_of(seed, most)
        before = state(folder), state(outside)
        found = defects_of(
            folder, [place / "own", *(Path(os.environ[name]) for name in (VARIABLE, secret.VARIABLE))], commands
        )
        after = state(folder), state(outside)
        for old, new in zip(before, after, strict=True):
            found += [f"changed: {name}" for name in sorted(old.keys() | new.keys()) if old.get(name) != new.get(name)]
        return found, commands
    finally:
        shutil.rmtree(folder)
        (outside / "ran").unlink(missing_ok=True)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m fuzz.trees", description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument(
        "--commands", type=int, default=4, help="of each tree; with the next tree the next ones have their turn"
    )
    arguments = parser.parse_args()
    began, bad, ran = time.monotonic(), 0, Counter[str]()
    with ground() as place:
        for number in range(arguments.count):
            found, commands = tried(place, arguments.seed + number, arguments.commands)
            ran.update(map(" ".join, commands))
            if found:
                bad += 1
                print(f"seed {arguments.seed + number}: {commands}\n  " + "\n  ".join(found), flush=True)
            if (number + 1) % 100 == 0:
                print(
                    f"{number + 1} trees, {bad} with a defect, {time.monotonic() - began:.0f} s",
                    file=sys.stderr,
                    flush=True,
                )
    print(
        f"{arguments.count} trees, {ran.total()} runs of {len(ran)} of {len(COMMANDS)} commands, each {min(ran.values())} to "
        f"{max(ran.values())} times, {bad} trees with a defect, {time.monotonic() - began:.0f} s"
    )
    return bool(bad)


if __name__ == "__main__":
    sys.exit(main())
