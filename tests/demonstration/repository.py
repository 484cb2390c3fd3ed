"""A guide repository as a district would keep one, to try guidelint on: git, pre-commit, two merge requests.

    python tests/demonstration/repository.py FOLDER

makes the repository on branch `main`, with the Dongcheng guide as it stands since it was mended, the window record
and the hooks of this very checkout. Then, for example:

    cd FOLDER && pre-commit install
    git switch -c vague && sed -i 's/居民身份证/身份证明/' guides/东城/社会保障卡补领.yaml
    git commit -am 改写材料名称      # refused, with the ticket of the person who was turned away
"""

import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).parents[2]
GUIDE = Path("guides/东城/社会保障卡补领.yaml")
WINDOW = Path("windows/东城/社会保障卡补领.yaml")

_GUIDE = """\
id: bj-dongcheng-sscard-replacement
title: 社会保障卡补领
region: "110101"
authority: 东城区人力资源和社会保障局
halls: [东城区政务服务中心]
materials:
  - name: 居民身份证
    type: 原件
    copies: 1
    criteria: [在有效期内]
"""
_WINDOW = """\
guide: bj-dongcheng-sscard-replacement
hall: 东城区政务服务中心
observed: {on: 2021-11-16, by: 综合窗口, how: 工单}
materials:
  - accepts: [居民身份证]
    refused: [社会保障卡]
    type: 原件
    copies: 1
    criteria: [在有效期内]
    revealed_by: [DC-2021-11-001]
"""
_CONFIG = """\
lang: zh
ignore: [fields, notice]   # 演示:只写了要紧的几项
"""
_PRE_COMMIT = """\
repos:
  - repo: {hooks}
    rev: {rev}
    hooks:
      - id: guidelint
"""


def make(folder: Path, hooks: Path, *, options: str = "") -> None:
    """Make the repository in `folder`; its hooks come from the git repository `hooks`. `options` are further keys of
    the hook, each on a line of its own."""
    rev = git(hooks, "rev-parse", "HEAD").strip()
    files = {
        GUIDE: _GUIDE,
        WINDOW: _WINDOW,
        Path("guidelint.yaml"): _CONFIG,
        Path(".pre-commit-config.yaml"): _PRE_COMMIT.format(hooks=hooks.as_posix(), rev=rev) + options,
    }
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content, encoding="utf-8", newline="\n")
    git(folder, "init", "--quiet", "--initial-branch=main")
    git(folder, "config", "user.name", "演示")
    git(folder, "config", "user.email", "demo@example.invalid")
    git(folder, "config", "core.quotePath", "false")
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "--message=办事指南")


def git(folder: Path, *arguments: str) -> str:
    """What git says; raises CalledProcessError where it fails."""
    done = subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True)
    return done.stdout.decode("utf-8")


if __name__ == "__main__":
    target = Path(sys.argv[1])
    target.mkdir(parents=True)
    make(target, PROJECT)
    print(f"made {target}")
