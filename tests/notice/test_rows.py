"""What there is to say of one thing to bring."""

import pytest

from guidelint.model.material import Blanks, Material
from guidelint.notice.compose import Item
from guidelint.notice.rows import row


@pytest.mark.parametrize(
    ("blank", "text", "link"),
    [
        ("https://example.org/表.docx", "https://example.org/表.docx", "https://example.org/表.docx"),
        ("申请表.docx", "申请表.docx", None),
        ("见附件", "见附件", None),
        ("表2", "表2", None),
        ("5fba5b12-0f6e-4c1d-9d0a-6d1f6f3c2b10", "有，向窗口索取", None),
        ("5fba5b120f6e4c1d9d0a6d1f6f3c2b10、110101202601", "有，向窗口索取", None),
    ],
)
def test_a_form_is_named_by_what_a_reader_can_open(blank: str, text: str, link: str | None) -> None:
    """A platform's own number of a file is none of that: no page takes it."""
    (line,) = row(Item("申请表", material=Material("申请表", form=Blanks(blank=blank)))).lines
    assert (line.label, line.text, line.link) == ("空白表格", text, link)
