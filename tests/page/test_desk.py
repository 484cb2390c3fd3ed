"""What the buttons of the local page do, over HTTP."""

from pathlib import Path
from typing import Any

import pytest
from docx import Document
from starlette.testclient import TestClient

from tests import dongcheng
from tests.page.conftest import GUIDE, TOKEN

TEXT = "事项名称：社会保障卡补领\n申请材料：\n1.本人身份证明\n2.居民户口簿\n"
MENDED = dongcheng.GUIDE.replace("身份证明", "居民身份证")


def read(client: TestClient, name: str, content: bytes) -> dict[str, Any]:
    headers = {"Content-Type": "application/octet-stream"}
    answer = client.post(f"/{TOKEN}/read", params={"name": name}, content=content, headers=headers)
    said: dict[str, Any] = answer.json()
    return {"status": answer.status_code, **said}


def ask(client: TestClient, button: str, text: str = dongcheng.GUIDE, **more: str) -> dict[str, Any]:
    answer = client.post(f"/{TOKEN}/{button}", json={"file": GUIDE, "text": text, **more})
    said: dict[str, Any] = answer.json()
    return {"status": answer.status_code, **said}


def test_pasted_text_is_shown_with_its_findings_and_their_places(client: TestClient) -> None:
    shown = read(client, "", TEXT.encode())
    assert (shown["status"], shown["findings"], shown["safe"], shown["notes"]) == (200, 1, 0, [])
    (item,) = shown["items"]
    assert item["title"] == "社会保障卡补领"
    assert item["places"]["materials[0].name"] == "第 3 行"
    for words in ("身份证明所指不明", "DC-2021-11-001", "王先生按指南的", "写明窗口收的证件", "原文：第 3 行"):
        assert words in shown["html"]


def test_a_word_file_is_shown_as_it_is(client: TestClient, tmp_path: Path) -> None:
    document = Document()
    for line in TEXT.splitlines():
        document.add_paragraph(line)
    document.save(str(file := tmp_path / "指南.docx"))
    shown = read(client, "指南.docx", file.read_bytes())
    assert shown["findings"] == 1
    assert "原文：第 3 段" in shown["html"]


def test_a_guide_in_yaml_has_the_name_that_its_file_has_or_would_have(client: TestClient, workspace: Path) -> None:
    assert read(client, "旧名.yaml", dongcheng.GUIDE.encode())["items"][0]["file"] == GUIDE
    (workspace / "guides" / "card.yaml").write_text(dongcheng.GUIDE, encoding="utf-8")
    assert read(client, "旧名.yaml", dongcheng.GUIDE.encode())["items"][0]["file"] == "guides/card.yaml"


def test_several_guides_of_one_file_are_offered(client: TestClient) -> None:
    table = "指南标识,事项名称,材料名称\na,甲,身份证明\nb,乙,居民身份证\n"
    assert [item["title"] for item in read(client, "表.csv", table.encode())["items"]] == ["甲", "乙"]


@pytest.mark.parametrize(
    ("name", "content", "error"),
    [
        ("", b" \n", "还没有内容"),
        ("a.doc", b"\xd0\xcf\x11\xe0", "读不了 .doc 文件"),
        ("a.docx", b"PK no such thing", "不是能读的 Word 文件"),
        ("a.yaml", b"id: [\n", "a.yaml:2"),
        ("a.yaml", b"title: x\n", "a.yaml:1 缺少"),
    ],
)
def test_what_cannot_be_read_is_said_in_words(client: TestClient, name: str, content: bytes, error: str) -> None:
    said = read(client, name, content)
    assert said["status"] == 422
    assert error in said["error"][0]


def test_a_safe_fix_is_made_in_the_text_and_nowhere_else(client: TestClient, workspace: Path) -> None:
    shown = ask(client, "look")
    assert (shown["findings"], shown["safe"]) == (2, 2), "one edit answers both"
    mark = shown["html"].partition('<article class="finding error" id="')[2].partition('"')[0]
    mended = ask(client, "mend", mark=mark)
    assert mended["text"] == MENDED
    assert mended["made"] == [["身份证明", "居民身份证"]]
    assert mended["findings"] == 0
    assert ask(client, "mend")["text"] == MENDED, "all of them"
    assert ask(client, "mend", MENDED, mark=mark)["error"] == ["这处问题已经不在了"]
    assert list((workspace / "guides").iterdir()) == []


def test_a_fix_that_is_not_safe_is_left_to_a_person(client: TestClient, workspace: Path) -> None:
    (workspace / "windows" / "card.yaml").unlink()
    shown = ask(client, "look")
    assert "data-mend" not in shown["html"]
    mark = shown["html"].partition('<article class="finding error" id="')[2].partition('"')[0]
    assert ask(client, "mend", mark=mark)["error"] == ["这处问题需要人工改写"]


def test_a_notice_of_a_guide_with_findings_is_refused_unless_wanted_anyway(client: TestClient) -> None:
    form = {"file": GUIDE, "text": dongcheng.GUIDE}
    refused = client.post(f"/{TOKEN}/notice", data=form)
    assert refused.status_code == 409
    assert refused.text.startswith("没有打印告知单：")
    assert "存疑" in client.post(f"/{TOKEN}/notice", data={**form, "anyway": "1"}).text
    sound = client.post(f"/{TOKEN}/notice", data={**form, "text": MENDED}).text
    assert "居民身份证" in sound
    assert "存疑" not in sound


def test_a_guide_is_saved_under_the_name_that_was_shown(client: TestClient, workspace: Path) -> None:
    assert ask(client, "saving", MENDED) == {"status": 200, "name": GUIDE, "state": "new", "diff": "", "before": ""}
    assert list((workspace / "guides").iterdir()) == [], "showing it writes nothing"
    assert ask(client, "save", MENDED, before="") == {"status": 200, "name": GUIDE}
    assert (workspace / GUIDE).read_text(encoding="utf-8") == MENDED
    assert ask(client, "saving", MENDED)["state"] == "same"


def test_a_file_that_is_there_is_replaced_only_as_it_was_shown(client: TestClient, workspace: Path) -> None:
    (workspace / GUIDE).write_text(dongcheng.GUIDE, encoding="utf-8")
    shown = ask(client, "saving", MENDED)
    assert shown["state"] == "changed"
    assert shown["diff"].splitlines()[2:4] == ["-  - name: 身份证明   # 原样", "+  - name: 居民身份证   # 原样"]
    refused = ["文件刚刚被别人改动，没有写入；请再看一次"]
    assert ask(client, "save", MENDED, before="")["error"] == refused, "nobody was shown what it replaces"
    (workspace / GUIDE).write_text(dongcheng.GUIDE + "# 别人加的\n", encoding="utf-8")
    assert ask(client, "save", MENDED, before=shown["before"])["error"] == refused
    assert (workspace / GUIDE).read_text(encoding="utf-8") == dongcheng.GUIDE + "# 别人加的\n"
    assert ask(client, "save", MENDED, before=ask(client, "saving", MENDED)["before"])["status"] == 200
    assert (workspace / GUIDE).read_text(encoding="utf-8") == MENDED


def test_what_is_no_guide_is_not_saved(client: TestClient, workspace: Path) -> None:
    assert ask(client, "save", "id: a\n", before="")["status"] == 422
    (workspace / "guides" / "other.yaml").write_text(dongcheng.GUIDE, encoding="utf-8")
    assert ask(client, "save", MENDED, before="")["error"] == ["同一项指南在 guides/other.yaml"]
    assert [file.name for file in (workspace / "guides").iterdir()] == ["other.yaml"]
