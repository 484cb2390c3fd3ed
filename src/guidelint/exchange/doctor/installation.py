"""The machine: Python's libraries, git, the console, the clock."""

import os
import shutil
import sys
from collections.abc import Iterator, Mapping
from datetime import date
from importlib.util import find_spec
from pathlib import Path

from guidelint.exchange.doctor.diagnosis import Diagnosis, Severity
from guidelint.model.text import Text

EXTRAS: Mapping[str, tuple[Text, tuple[str, ...]]] = {
    "excel": (Text("Excel 导入导出", "Excel files"), ("python_calamine", "xlsxwriter")),
    "notice": (Text("告知单的网页、PDF、Word", "notices as pages, PDF and Word"), ("jinja2", "docx", "typst")),
    "report": (Text("网页报告", "the report as pages"), ("jinja2", "vl_convert")),
    "lsp": (Text("编辑器里边写边查", "checks while you type"), ("pygls",)),
    "watch": (Text("一改就查（check --watch）", "check --watch"), ("watchfiles",)),
    "serve": (Text("guidelint serve", "guidelint serve"), ("starlette", "uvicorn")),
    "open": (Text("在浏览器里检查", "guides on a page in the browser"), ("starlette", "uvicorn", "jinja2", "docx")),
    "skos": (Text("导出主题词表", "the thesaurus as SKOS"), ("rdflib",)),
    "dask": (Text("在 Dask 集群上检查", "checks on a Dask cluster"), ("distributed",)),
    "database": (Text("从数据库导入", "items from databases"), ("sqlalchemy", "psycopg", "pymysql")),
    "word": (Text("导入 Word 文件", "guides in Word"), ("docx",)),
    "remote": (Text("检查对象存储里的工作区", "checks of a workspace in object storage"), ("fsspec",)),
}
"""What each extra is for, and the modules that it brings."""

FIRST_YEAR = 2026  # guidelint is younger than any clock that shows less

_CODE_PAGE_UTF8 = 65001


def diagnoses(root: Path, today: date) -> Iterator[Diagnosis]:
    yield from _extras(root)
    yield from _git(root)
    yield from _console()
    if today.year < FIRST_YEAR:
        yield Diagnosis(
            Severity.TROUBLE,
            Text(f"电脑的日期是 {today}，早于 guidelint 的发布", f"the clock says {today}, before guidelint was made"),
            Text("请校准电脑的日期，期限和到期都按它算", "set the clock: due dates are reckoned by it"),
        )


def missing_extras() -> list[str]:
    return [name for name, (_, modules) in EXTRAS.items() if not all(find_spec(module) for module in modules)]


def _extras(root: Path) -> Iterator[Diagnosis]:
    missing = missing_extras()
    has_sheets = any(root.glob("*.xls*"))
    for name in missing:
        use = EXTRAS[name][0]
        is_used = name == "excel" and has_sheets
        yield Diagnosis(
            Severity.TROUBLE if is_used else Severity.ADVICE,
            Text(
                f"没有安装“{use.zh}”" + ("，这里却有 Excel 文件" if is_used else "，要用时再装"),
                f"not installed: {use.en}" + (", though there are Excel files here" if is_used else "; only if you need it"),
            ),
            Text(f'pip install "guidelint[{name}]"', f'pip install "guidelint[{name}]"'),
        )  # fmt: skip


def _git(root: Path) -> Iterator[Diagnosis]:
    if shutil.which("git") is None and any((folder / ".git").exists() for folder in (root, *root.parents)):
        yield Diagnosis(
            Severity.TROUBLE,
            Text("这里是 git 仓库，却找不到 git 命令", "this is a git repository, but there is no git command"),
            Text("从 https://git-scm.com 安装 git，再开一个终端", "install git from https://git-scm.com, open a new terminal"),
        )  # fmt: skip


def _console() -> Iterator[Diagnosis]:
    encoding = (sys.stdout.encoding or "").lower().replace("-", "")
    page = _code_page()
    if page not in (None, _CODE_PAGE_UTF8):
        yield Diagnosis(
            Severity.TROUBLE,
            Text(f"这个终端的代码页是 {page}，有些字会显示成“?”", f"this console has code page {page}; some characters show as “?”"),
            Text("chcp 65001", "chcp 65001"),
        )  # fmt: skip
    elif encoding not in ("utf8", "utf8sig"):
        yield Diagnosis(
            Severity.TROUBLE,
            Text(f"输出的编码是 {sys.stdout.encoding}，有些字会显示成“?”", f"output is encoded as {sys.stdout.encoding}; some characters show as “?”"),
            Text("set PYTHONUTF8=1", "set PYTHONUTF8=1") if os.name == "nt" else Text("export PYTHONUTF8=1", "export PYTHONUTF8=1"),
        )  # fmt: skip


def _code_page() -> int | None:
    """The Windows console's code page; None elsewhere and where no console is attached."""
    if sys.platform != "win32":
        return None
    import ctypes

    return ctypes.windll.kernel32.GetConsoleOutputCP() or None
