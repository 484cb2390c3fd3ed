"""`guidelint ticket letter`: what is on record, and no more."""

import io
from pathlib import Path

import mammoth
import pytest

from tests.command import Run, Write
from tests.tickets.test_close import ID, TICKET

LETTER = ("ticket", "letter", ID, "--on", "2021-11-18")


@pytest.fixture(autouse=True)
def ticket(write: Write) -> Path:
    return write(f"tickets/{ID}.yaml", TICKET)


def test_a_demand_without_a_ground(guidelint: Run, write: Write) -> None:
    write(
        "windows/card.yaml",
        "guide: card\nhall: 东城区政务服务中心\nwindow: 3号窗口\nobserved: {on: 2021-11-16, how: 工单}\nmaterials:\n"
        f"  - {{accepts: [居民身份证], refused: [社会保障卡], revealed_by: [{ID}]}}\n"
        f"presence:\n  - {{who: 全体股东, ground: 某某办法第三条, revealed_by: [{ID}]}}\n",
    )
    done = guidelint(*LETTER)
    assert (done.code, done.err) == (0, "")
    assert done.out.split("\n\n") == [
        "关于核实窗口要求的函",
        "东城区政务服务中心3号窗口：",
        f'2021-11-16，办事人通过综合窗口反映办理“社会保障卡补领”没有办成（工单 {ID}）。经过：指南写"身份证明",窗口要身份证',
        "办事指南写的是：身份证明",
        "窗口的要求是：“居民身份证”（没有记录依据）；“全体股东到场”（窗口说的依据：某某办法第三条）。",
        "办事人带来而没有办成的材料：社会保障卡。",
        "请核实：上述要求没有法律、法规、规章依据的，请停止要求，并告知决定单位和日期；有依据的，请写明依据的名称、文号和条款，"
        "由编制单位写进办事指南。《优化营商环境条例》（国务院令第722号）第三十五条：“没有法律、法规、规章依据，不得增设政务服务"
        "事项的办理条件和环节。”",
        "2021年11月18日",
        "",
    ]


def test_without_a_record_it_has_the_tickets_words(guidelint: Run, workspace: Path) -> None:
    done = guidelint(*LETTER, "-o", "letter.docx", "--lang", "en")
    assert (done.code, done.out, done.err) == (0, "", "wrote letter.docx\n")
    said = mammoth.extract_raw_text(io.BytesIO((workspace / "letter.docx").read_bytes())).value
    assert said.startswith("关于核实窗口要求的函\n\n有关窗口：\n\n")
    assert "窗口的要求是：“居民身份证”（没有记录依据）。" in said


@pytest.mark.parametrize(
    ("old", "new", "window", "said"),
    [
        ("window_requires: 居民身份证\n", "", "", "没有写窗口要什么，也没有窗口记录"),
        ("", "", "{accepts: [户口簿], revealed_by: [%s], withdrawn: {on: 2021-11-17, why: 没有依据}}", "已经不再提"),
    ],
)
def test_nothing_to_write_about(guidelint: Run, write: Write, old: str, new: str, window: str, said: str) -> None:
    write(f"tickets/{ID}.yaml", TICKET.replace(old, new))
    if window:
        demand = window % ID
        write(
            "windows/a.yaml", f"guide: card\nhall: 甲\nobserved: {{on: 2021-11-16, how: 工单}}\nmaterials: [{demand}]\n"
        )
    done = guidelint(*LETTER)
    assert (done.code, said in done.err) == (2, True), done.err
