"""Items from PostgreSQL, MariaDB and SQLite, and from SQL dumps: the same tables give the same guides."""

import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine

from guidelint.exchange.readers import dumps
from guidelint.exchange.readers.live import rows, task_source
from guidelint.exchange.readers.reader import Source
from guidelint.model.errors import CannotCheck
from guidelint.source.document import load
from tests.command import Run, Write
from tests.exchange.readers import servers
from tests.system import needed

TABLES = """\
create table up_task_general_basic (row_guid varchar(50) primary key, task_code varchar(36) not null, task_name varchar(1000), task_type varchar(2), task_version int, promise_day int, promise_type varchar(2), accept_condition varchar(256), cd_time timestamp);
create table up_task_general_material (row_guid varchar(50) primary key, task_guid varchar(50), order_num int, material_name varchar(200), is_need varchar(2), page_num int, accept_stand varchar(256));
create table other (a int);
insert into up_task_general_basic values ('g1', '11A', '演示''许可''', '01', 1, 5, '1', '一、有场所；二、有人员', '2026-01-01 08:00:00');
insert into up_task_general_basic values ('g2', '11B', '演示确认', '07', 2, 20, '1', '无', '2026-02-01 08:00:00');
insert into up_task_general_material values ('m2', 'g1', 2, '身份证明', '1', 1, null), ('m1', 'g1', 1, '申请书', '2', 2, '签字');
"""

GUIDE: dict[str, Any] = {
    "id": "11A",
    "title": "演示'许可'",
    "code": "11A",
    "item_type": "行政许可",
    "conditions": ["有场所", "有人员"],
    "materials": [
        {"name": "申请书", "copies": 2, "necessity": "非必要", "criteria": ["签字"], "x-row_guid": "m1"},
        {"name": "身份证明", "copies": 1, "necessity": "必要", "x-row_guid": "m2"},
    ],
    "time_limit": {"promised": "5个工作日"},
    "version": "1",
    "x-row_guid": "g1",
}


@pytest.fixture(scope="module", params=["postgresql", "mariadb", "sqlite"])
def database(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    if request.param == "sqlite":
        folder = tmp_path_factory.mktemp("sqlite")
        url = f"sqlite:///{folder / 'tasks.db'}"
        _fill(url)
        yield url
        return
    with getattr(servers, request.param)() as url:
        _fill(url)
        yield url


def _fill(url: str) -> None:
    for scheme, driver in (("postgresql:", "postgresql+psycopg:"), ("mysql:", "mysql+pymysql:")):
        url = url.replace(scheme, driver)
    with create_engine(url).begin() as connection:
        for statement in TABLES.split(";\n"):
            if statement.strip():
                connection.exec_driver_sql(statement)


def guide(workspace: Path, name: str) -> dict[str, Any]:
    return dict(load((workspace / "guides" / f"{name}.yaml").read_bytes(), name).data)


@pytest.mark.slow
def test_items_come_and_come_again_when_they_change(guidelint: Run, workspace: Path, database: str) -> None:
    done = guidelint("import", "tasks", "--from", database)
    assert (done.code, done.err) == (0, "")
    assert "新增 2 份，更新 0 份" in done.out
    assert guide(workspace, "11A") == GUIDE
    assert "新增 0 份，更新 0 份；2 份没有变化" in guidelint("import", "tasks", "--from", database).out
    (workspace / "guides" / "11A.yaml").write_text(
        (workspace / "guides" / "11A.yaml").read_text(encoding="utf-8").replace("5个工作日", "9个工作日"),
        encoding="utf-8",
    )
    assert "更新 1 份；1 份没有变化" in guidelint("import", "tasks", "--from", database).out
    assert guide(workspace, "11A") == GUIDE


def test_only_what_changed_since(guidelint: Run, workspace: Path, database: str) -> None:
    assert "新增 1 份" in guidelint("import", "tasks", "--from", database, "--since", "2026-01-15").out
    assert not (workspace / "guides" / "11A.yaml").exists()


def test_a_check_writes_nothing_and_says_code_and_row(guidelint: Run, workspace: Path, database: str) -> None:
    before = sorted(workspace.rglob("*"))
    done = guidelint("check", "--from", database, "--select", "ambiguous")
    shown = task_source(database).name
    assert done.code == 1
    assert f"{shown} 11A 申请材料 2 材料名称 错误 身份证明所指不明 [ambiguous/identity-proof]" in done.out
    assert sorted(workspace.rglob("*")) == before


def test_the_connection_may_only_read(database: str) -> None:
    from guidelint.exchange.readers import live

    with live._connected(task_source(database)) as connection, pytest.raises(Exception, match=r"(?i)read.?only"):
        connection.exec_driver_sql("insert into other values (1)")


def test_tables_and_columns_by_other_names(guidelint: Run, write: Write, workspace: Path, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'own.db'}"
    with create_engine(url).begin() as connection:
        connection.exec_driver_sql("create table sx (guid text, mc text, bm text)")
        connection.exec_driver_sql("insert into sx values ('g', '甲', '11C')")
    write("names.yaml", "tables: {sx: basic}\ncolumns: {sx: {guid: row_guid, mc: task_name, bm: task_code}}\n")
    assert guidelint("import", "tasks", "--from", url, "--profile", "names.yaml").code == 0
    assert guide(workspace, "11C")["title"] == "甲"
    write("wrong.yaml", "tabels: {}\n")
    done = guidelint("import", "tasks", "--from", url, "--profile", "wrong.yaml")
    assert (done.code, "不是合格的表名对照" in done.out + done.err) == (2, True)


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("不是地址", "数据库写成 postgresql://用户@主机/库"),
        ("postgresql://a:secret@127.0.0.1:1/b", "数据库读不了"),
        ("sqlite:///没有.db", "数据库读不了"),
    ],
)
def test_what_cannot_be_reached_is_said_without_the_password(
    guidelint: Run, workspace: Path, url: str, said: str
) -> None:
    done = guidelint("import", "tasks", "--from", url)
    assert (done.code, said in done.out + done.err, "secret" in done.out + done.err) == (2, True, False)
    assert not (workspace / "没有.db").exists()


MYSQL = """\
-- MySQL dump
DROP TABLE IF EXISTS `up_task_general_basic`;
CREATE TABLE `up_task_general_basic` (
  `row_guid` varchar(50) NOT NULL COMMENT '记录',
  `task_code` varchar(36) NOT NULL,
  `task_name` varchar(1000),
  PRIMARY KEY (`row_guid`),
  KEY `a` (`task_code`)
) ENGINE=InnoDB;
LOCK TABLES `up_task_general_basic` WRITE;
INSERT INTO `up_task_general_basic` VALUES ('g1','11A','甲;''乙\\'\\n丙'),('g2','11B',NULL);
INSERT INTO up_task_general_basic (task_code, row_guid) VALUES
('11C', 'g3'),
('11D', 'g4');
"""
COPY = "COPY public.up_task_public_basic (row_guid, task_code, task_name) FROM stdin;\ng5\t11E\t丁\\n戊\ng6\t11F\t\\N\n\\.\n"


def test_statements_of_a_dump(tmp_path: Path) -> None:
    (tmp_path / "a.sql").write_text(MYSQL + COPY, encoding="utf-8")
    source = Source(tmp_path / "a.sql", "a.sql")
    columns = ("row_guid", "task_code", "task_name")
    assert dumps.tables(source) == {"up_task_general_basic": columns, "up_task_public_basic": columns}
    assert list(dumps.rows(source, "up_task_general_basic", columns)) == [
        (11, {"row_guid": "g1", "task_code": "11A", "task_name": "甲;'乙'\n丙"}),
        (11, {"row_guid": "g2", "task_code": "11B", "task_name": None}),
        (12, {"task_code": "11C", "row_guid": "g3"}),
        (12, {"task_code": "11D", "row_guid": "g4"}),
    ]
    assert list(dumps.rows(source, "up_task_public_basic", columns)) == [
        (16, {"row_guid": "g5", "task_code": "11E", "task_name": "丁\n戊"}),
        (17, {"row_guid": "g6", "task_code": "11F", "task_name": None}),
    ]
    (tmp_path / "a.sql").write_text("insert into t (a, b) values (1);\n", encoding="utf-8")
    with pytest.raises(CannotCheck, match=r"a.sql:1:1 1 values for 2 columns"):
        list(dumps.rows(source, "t", ("a", "b")))


def test_a_real_dump_gives_the_same_guide(guidelint: Run, workspace: Path, database: str) -> None:
    """By the server's own program."""
    if database.startswith("sqlite"):
        pytest.skip("SQLite has no dump of its own format")
    port = database.rpartition(":")[2].partition("/")[0]
    command = (
        [needed("pg_dump"), database]
        if database.startswith("postgresql")
        else [needed("mariadb-dump", "mysqldump"), "--no-defaults", "-uroot", "-h127.0.0.1", f"-P{port}", "--default-character-set=utf8mb4", "tasks"]
    )  # fmt: skip
    (workspace / "dump.sql").write_bytes(subprocess.run(command, check=True, capture_output=True).stdout)
    done = guidelint("import", "guides", "dump.sql")
    assert done.out.startswith("按“国家交换表（up_task_*、dn_*）”（national-tables）读 dump.sql。")
    assert guide(workspace, "11A") == GUIDE


def test_rows_are_numbered(database: str) -> None:
    assert [number for number, _ in rows(task_source(database), "up_task_general_basic")] == [1, 2]


def test_the_bundled_sample_is_checked_in_one_command(guidelint: Run) -> None:
    """As the README and docs/formats.md show; the database and the text that it is made from say the same."""
    examples = Path(__file__).parents[3] / "examples"
    done = guidelint("check", "--from", f"sqlite:///{examples / 'tasks.db'}", "--select", "ambiguous,catch-all")
    assert done.code == 1
    assert "110000000000000000X4000100001000 申请材料 2 材料名称 错误" in done.out
    written = guidelint("check", str(examples / "tasks.sql"), "--select", "ambiguous,catch-all").out
    tails = [
        [line.rpartition("110000000000000000X")[2] for line in out.splitlines() if "X4000" in line]
        for out in (done.out, written)
    ]
    assert tails[0] == tails[1] != []
