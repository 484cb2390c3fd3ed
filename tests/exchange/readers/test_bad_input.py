"""Bad input is told with its file, line and column, and nothing is written."""

from pathlib import Path

import pytest

from tests.command import Run

ONE = '{"AUDIT_ITEM":{"task_code":"A1","task_name":"演示"}}\n'
EMPTY = "里面一项事项也没有，可能导出时就是空的"


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.jsonl", ONE + "<html><body>502 Bad Gateway</body></html>\n", "a.jsonl:2:1 文件有误 这里是网页，不是 JSON（<html><body>502 Bad Gateway</body></html…）"),
        ("a.jsonl", ONE + '{"AUDIT_ITEM":\n', "a.jsonl:2:15 文件有误 不是合格的 JSON"),
        ("a.json", "", "a.json:1:1 文件有误 文件是空的"),
        ("a.json", "[]", f"a.json:1:1 文件有误 {EMPTY}"),
        ("a.json", '{"AUDIT_ITEM":{"task_code":"A1"},}', "a.json:1:34 文件有误 不是合格的 JSON"),
        ("a.json", b'{"AUDIT_ITEM":"\xff\xfe\x80"}', "a.json"),
        ("a.db", b"SQLite format 3\0broken", "a.db 文件有误 SQLite 文件读不了"),
        ("a.docx", b"PK\x03\x04broken", "a.docx 文件有误 不是能读的 Word 文件"),
        ("a.xlsx", b"PK\x03\x04broken", "a.xlsx 文件有误 不是能读的 Excel 文件"),
        ("a.csv", "row_guid,task_guid,material_name\n1,2,表\n", "a.csv:1:1 文件有误 只有材料等附表，缺少事项的主表"),
        ("a.csv", "row_guid,task_code,task_name,task_type\n1,2,演示\n", "a.csv:2:4 文件有误 有 3 列，表头有 4 列"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_by_its_place(
    guidelint: Run, workspace: Path, name: str, content: str | bytes, told: str
) -> None:
    before = sorted(workspace.rglob("*"))
    (workspace / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    done = guidelint("import", "guides", name)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(told)
    (workspace / name).unlink()
    assert sorted(workspace.rglob("*")) == before
