"""Format `pdf`: A4, tagged for screen readers (PDF/UA-1), with its glyphs embedded.

Typeset by Typst, which finds the fonts of Windows, macOS and Linux by itself and needs no other program.
"""

import json
from dataclasses import asdict
from importlib.resources import files

import typst

from guidelint.model.errors import UsageError
from guidelint.model.text import Text
from guidelint.notice.sheet import SIGNATURES, TITLE, Sheet

CHINESE = (
    "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "Source Han Sans CN", "Microsoft YaHei", "PingFang SC",
    "Hiragino Sans GB", "WenQuanYi Micro Hei", "WenQuanYi Zen Hei", "SimHei", "Noto Serif CJK SC", "Source Han Serif SC",
    "SimSun", "NSimSun", "FangSong", "KaiTi", "Droid Sans Fallback",
)  # fmt: skip
"""Families of the common systems that have Chinese, the most legible first."""


def render(sheet: Sheet) -> bytes:
    """A PDF document. Raises UsageError where the system has no Chinese font, or none for some character."""
    fonts = typst.Fonts()
    there = set(fonts.families())
    families = [family for family in CHINESE if family in there]
    if not families:
        raise UsageError(
            Text(
                "没有找到中文字体，PDF 里的字会是空白。请安装一种，例如 apt-get install fonts-noto-cjk，或改用 --format docx",
                "no Chinese font was found, and the PDF would be blank. "
                "Install one, such as apt-get install fonts-noto-cjk, or use --format docx",
            )
        )
    data = {
        "title": TITLE, "item": sheet.item, "signatures": SIGNATURES, "blocks": [asdict(b) for b in sheet.shown],
        "warnings": [asdict(line) for line in sheet.warnings], "sources": [asdict(line) for line in sheet.sources],
        "nothing": sheet.nothing,
        "about": [asdict(fact) for fact in sheet.about], "further": [asdict(fact) for fact in sheet.further],
    }  # fmt: skip
    compiler = typst.Compiler(
        files("guidelint.notice").joinpath("paper.typ").read_bytes(),
        font_paths=fonts,
        sys_inputs={"sheet": json.dumps(data, ensure_ascii=False), "fonts": json.dumps(families)},
    )
    try:
        document = compiler.compile(format="pdf", pdf_standards=["ua-1"])
    except typst.TypstError as error:
        raise UsageError(Text(f"排不成 PDF：{error.message}", f"cannot typeset the PDF: {error.message}")) from None
    assert isinstance(document, bytes)
    return document
