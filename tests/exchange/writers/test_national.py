"""Changes go back into the national tables as UPDATE statements, and come in again as the same guide."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from guidelint.source.document import load
from tests.command import Run, Write
from tests.exchange.readers.test_databases import TABLES


@pytest.fixture
def base(workspace: Path) -> Path:
    with closing(sqlite3.connect(workspace / "tasks.db")) as connection:
        connection.executescript(TABLES)
        connection.commit()
    return workspace / "tasks.db"


def test_only_changed_columns_are_written_and_read_back(guidelint: Run, workspace: Path, base: Path) -> None:
    url = f"sqlite:///{base}"
    assert guidelint("import", "tasks", "--from", url).code == 0
    file = workspace / "guides" / "11A.yaml"
    text = file.read_text(encoding="utf-8")
    for old, new in (
        ("5个工作日", "2个月"),
        ("身份证明", "居民身份证'正本'"),
        ("行政许可", "行政确认"),
        ("有人员", "有两名人员"),
        ("copies: 2", "copies: 3"),
    ):
        assert old in text
        text = text.replace(old, new)
    file.write_text(text, encoding="utf-8")
    done = guidelint("export", "guides", "--as", "national-sql", "--against", url, "-o", "back.sql")
    assert (done.code, done.err) == (0, "")
    statements = (workspace / "back.sql").read_text(encoding="utf-8")
    assert statements == (
        "update up_task_general_basic set task_type = '07', promise_day = 2, promise_type = '3', accept_condition = '1.有场所\n2.有两名人员' where row_guid = 'g1';\n"
        "update up_task_general_material set material_name = '居民身份证''正本''' where row_guid = 'm2';\n"
        "update up_task_general_material set page_num = 3 where row_guid = 'm1';\n"
    )
    with closing(sqlite3.connect(base)) as connection:
        connection.executescript(statements)
        connection.commit()
    before = load(file.read_bytes(), "a").data
    assert "2 份没有变化" in guidelint("import", "tasks", "--from", url).out
    assert load(file.read_bytes(), "a").data == before
    guidelint("export", "guides", "--as", "national-sql", "--against", str(base), "-o", "again.sql")
    assert (workspace / "again.sql").read_bytes() == b""


def test_what_has_no_code_and_what_is_gone_is_told(guidelint: Run, write: Write, workspace: Path, base: Path) -> None:
    guidelint("import", "tasks", "--from", f"sqlite:///{base}")
    file = workspace / "guides" / "11A.yaml"
    text = file.read_text(encoding="utf-8").replace("5个工作日", "当场办结").replace("    criteria: [签字]\n", "")
    file.write_text(text, encoding="utf-8")
    done = guidelint("export", "guides", "--as", "national-sql", "--against", str(base), "-o", "back.sql")
    assert done.code == 1
    assert "up_task_general_basic g1：promise_day 没有“当场办结”的写法，没有写\n" in done.out
    assert "up_task_general_material m1：accept_stand 在指南里删去了，没有写\n" in done.out
    assert (workspace / "back.sql").read_bytes() == b""
