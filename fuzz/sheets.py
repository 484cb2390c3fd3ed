"""Workbooks as strangers may send them: small, and with something hidden, wrong or too large in them."""

import io
import zipfile
from random import Random
from xml.sax.saxutils import escape

_UNSEEN = ("", "hidden='1'", "ht='0'")


def workbook(random: Random) -> bytes:
    """An .xlsx file in its smallest form, with values and attributes such as strangers may send."""
    values = (
        "事项名称",
        "实施编码",
        "材料名称",
        "补领",
        "11X",
        "身份证明",
        "=cmd|'/c x'!A1",
        "2.02401E+16",
        "\u202e甲",
        "null",
        "<p>乙</p>",
        "注:丙",
    )
    rows = [["事项名称", "实施编码", "材料名称"], *(random.choices(values, k=3) for _ in range(random.randint(0, 4)))]
    cells = "".join(
        f"<row r='{number}' {random.choice(_UNSEEN)}>"
        + "".join(f"<c t='inlineStr'><is><t>{escape(value)}</t></is></c>" for value in row)
        + random.choice(("", "<c r='XFD1048576'><v>1</v></c>", "<c><f>1/0</f></c>", "<c t='e'><v>#N/A</v></c>"))
        + "</row>"
        for number, row in enumerate(rows, 1)
    )
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    related = "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>{}</Relationships>"
    state = random.choice(("", "state='hidden'"))
    parts = {
        "[Content_Types].xml": "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>",
        "_rels/.rels": related.format(
            f"<Relationship Id='a' Type='{office}/officeDocument' Target='xl/workbook.xml'/>"
        ),
        "xl/workbook.xml": f"<workbook xmlns='{main}' xmlns:r='{office}'><sheets><sheet name='表' sheetId='1' {state} r:id='a'/></sheets></workbook>",
        "xl/_rels/workbook.xml.rels": related.format(
            f"<Relationship Id='a' Type='{office}/worksheet' Target='sheet.xml'/>"
        ),
        "xl/sheet.xml": f"<worksheet xmlns='{main}'><sheetData>{cells}</sheetData></worksheet>",
    }
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as container:
        for name, text in parts.items():
            container.writestr(name, text)
    return made.getvalue()
