"""The notice on paper: PDF and Word, read back by other libraries than those that wrote them."""

import re
from pathlib import Path
from zipfile import ZipFile

import mammoth
import pypdf
import pytest
import typst

from guidelint.notice import pdf
from tests.notice.conftest import CLEAN, ROOT, Notice
from tests.system import missing


@pytest.fixture
def chinese() -> None:
    """A PDF embeds a Chinese font of the system."""
    if not set(pdf.CHINESE) & set(typst.Fonts().families()):
        missing("a Chinese font (apt-get install fonts-noto-cjk)")


def read_pdf(file: Path) -> pypdf.PdfReader:
    return pypdf.PdfReader(file)


def words(reader: pypdf.PdfReader) -> str:
    return re.sub(r"\s+", "", "".join(page.extract_text() for page in reader.pages))


@pytest.mark.usefixtures("chinese")
def test_the_pdf_can_be_read_and_carries_its_glyphs(notice: Notice, workspace: Path) -> None:
    assert notice("clean", "--for", "委托办理", "-o", "告知单.pdf").code == 0
    reader = read_pdf(workspace / "告知单.pdf")
    said = words(reader)
    for part in (
        "证件补领", "您的情形委托办理", "2授权委托书", "窗口查验：本人签名", "原件和复印件1份",
        "甲大厅窗口（2026-02-03所见）：不收社会保障卡", "谁要到场受理：本人到场；不能到场的，可以委托代理", "窗口工作人员：",
    ):  # fmt: skip
        assert part in said
    width, height = (round(float(side) / 72 * 25.4) for side in reader.pages[0].mediabox[2:])
    assert (width, height) == (210, 297)
    assert reader.metadata is not None
    assert reader.metadata.title == "一次性告知单：证件补领"
    # Tagged and in a language, as PDF/UA asks for the sake of screen readers.
    root = reader.root_object
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "zh-CN"
    assert b'pdfuaid:part="1"' in root["/Metadata"].get_data() or b"<pdfuaid:part>1" in root["/Metadata"].get_data()
    fonts = [font.get_object() for page in reader.pages for font in page["/Resources"]["/Font"].values()]
    assert fonts
    for font in fonts:
        descriptor = font["/DescendantFonts"][0].get_object()["/FontDescriptor"]
        assert "/FontFile3" in descriptor or "/FontFile2" in descriptor


@pytest.mark.usefixtures("chinese")
def test_the_same_notice_is_the_same_pdf(notice: Notice, workspace: Path) -> None:
    for name in ("a.pdf", "b.pdf"):
        assert notice("clean", "-o", name).code == 0
    assert (workspace / "a.pdf").read_bytes() == (workspace / "b.pdf").read_bytes()


@pytest.mark.usefixtures("chinese")
def test_the_pdf_shows_the_doubt(notice: Notice, workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    file = workspace / "a.pdf"
    assert notice("bj-dongcheng-sscard-replacement", "--anyway", "-o", str(file)).code == 0
    assert "存疑：带社会保障卡的人符合指南，窗口不收（工单DC-2021-11-001，2021-11-16）" in words(read_pdf(file))


@pytest.mark.slow
@pytest.mark.usefixtures("chinese")
def test_no_page_holds_nothing_but_signatures(notice: Notice, workspace: Path) -> None:
    pages = set()
    for notes in range(20, 84, 4):
        lines = "".join(f"  - 须知第 {number} 条\n" for number in range(notes))
        (workspace / "guides" / "补领.yaml").write_text(f"{CLEAN}notes:\n{lines}", encoding="utf-8")
        assert notice("clean", "-o", "a.pdf").code == 0
        reader = read_pdf(workspace / "a.pdf")
        pages.add(len(reader.pages))
        last = re.sub(r"\s+", "", reader.pages[-1].extract_text())
        assert "窗口工作人员：" in last
        assert "监督投诉" in last
    assert len(pages) > 1  # the sheet did come to a new page


def test_without_a_chinese_font_nothing_is_written(
    notice: Notice, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf, "CHINESE", ("没有这种字体",))
    done = notice("clean", "-o", "a.pdf")
    assert done.code == 2
    assert "没有找到中文字体" in done.err
    assert not (workspace / "a.pdf").exists()


def test_the_word_document_opens_in_another_library(notice: Notice, workspace: Path) -> None:
    assert notice("clean", "--for", "委托办理", "-o", "告知单.docx").code == 0
    with (workspace / "告知单.docx").open("rb") as file:
        read = mammoth.convert_to_html(file)
    assert read.messages == []
    html = read.value
    # The head of a table is one that Word tells again on the next page.
    assert html.count("<thead><tr><th><p><strong>序号</strong></p></th>") == 3
    assert "<p><strong>授权委托书</strong></p>" in html
    assert "<p><strong>窗口查验：</strong>本人签名</p>" in html
    assert "<p>您的情形" not in html
    assert "<strong>您的情形</strong></p></td><td><p>委托办理</p>" in html
    parts = ZipFile(workspace / "告知单.docx")
    styles, footer = (parts.read(f"word/{name}.xml").decode() for name in ("styles", "footer1"))
    assert 'w:eastAsia="宋体"' in styles
    assert 'w:eastAsia="黑体"' in styles
    assert 'w:instr="PAGE"' in footer
    assert 'w:instr="NUMPAGES"' in footer


@pytest.mark.parametrize("format_name", ["text", "html", "pdf", "docx"])
def test_what_paper_cannot_show_is_left_out(
    notice: Notice, workspace: Path, format_name: str, request: pytest.FixtureRequest
) -> None:
    """A control character would stop the typesetter, break the Word file, and speak to the terminal."""
    if format_name == "pdf":
        request.getfixturevalue("chinese")
    guide = CLEAN.replace("title: 证件补领", 'title: "\\e[31m补\\a领 #strong[a] <w:p/> & $x$ 㐀"')
    (workspace / "guides" / "补领.yaml").write_text(guide, encoding="utf-8")
    done = notice("clean", "--format", format_name, "-o", "out")
    assert done.code == 0, done.err
    shown = "[31m补领 #strong[a] <w:p/> & $x$ 㐀"
    if format_name == "text":
        assert shown in (workspace / "out").read_text(encoding="utf-8")
    elif format_name == "pdf":
        assert shown.replace(" ", "") in words(read_pdf(workspace / "out"))
    elif format_name == "docx":
        assert shown in mammoth.extract_raw_text((workspace / "out").open("rb")).value
    else:
        assert "[31m补领 #strong[a] &lt;w:p/&gt; &amp; $x$ 㐀" in (workspace / "out").read_text(encoding="utf-8")
