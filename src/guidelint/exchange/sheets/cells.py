"""A value as a cell and back: what is written always reads back as itself.

Text stands as it is and a list has a line for each item. What would read back differently (blanks at its edges, a
line break inside an item, characters that Excel cannot hold) is written as JSON, which a cell of anybody's may be too.
"""

import json
from datetime import date, datetime, time
from typing import Any

from guidelint.exchange.sheets.book import lost_digits
from guidelint.exchange.sheets.container import NO_VALUE
from guidelint.exchange.sheets.form import Column
from guidelint.exchange.sheets.standard import words_of
from guidelint.language.day import read_day
from guidelint.language.normalise import normalise
from guidelint.language.numbers import number
from guidelint.model.errors import UsageError
from guidelint.model.regex import regex
from guidelint.model.text import Text

MAX_CHARACTERS = 32_767  # Excel's own limit for a cell

YES = frozenset(("是", "有", "要", "真", "√", "✓", "y", "yes", "true", "1", "收费", "收取"))
NO = frozenset(("否", "无", "不", "假", "×", "✗", "n", "no", "false", "0", "不收费", "不收取", "免费"))
WORDS = {  # how officers write the values that the schema knows by one name
    "原件及复印件": "原件和复印件", "原件、复印件": "原件和复印件", "原件+复印件": "原件和复印件", "原件与复印件": "原件和复印件",
    "原件/复印件": "原件或复印件", "正本": "原件", "复印": "复印件",
    "纸质/电子": "纸质或电子", "纸质/电子化": "纸质或电子", "电子化": "电子", "电子版": "电子", "电子或纸质": "纸质或电子", "纸质、电子": "纸质或电子", "纸质材料": "纸质", "电子材料": "电子",
    "是": "必要", "必须": "必要", "必需": "必要", "必备": "必要", "否": "非必要", "非必须": "非必要", "可容缺": "容缺后补", "容缺": "容缺后补",
    "申请人": "申请人自备", "自备": "申请人自备", "政府核发": "政府部门核发", "政府部门": "政府部门核发", "中介机构或法定机构产生": "中介机构出具",
}  # fmt: skip

_ERROR = regex(r"#(N/A|REF!|DIV/0!|VALUE!|NAME\?|NULL!|NUM!|GETTING_DATA)")
_NAMES = ("id", "guide", "code", "region", "phone", "hall")
_SCIENTIFIC = regex(r"[0-9](?:\.[0-9]+)?[Ee]\+?[0-9]{1,3}")
_UNITS = regex(r"[份次个张套件页]+$")
_UNSAFE = regex(r"_(?=x[0-9A-Fa-f]{4}_)|[^\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_PARTS = regex(r"[、,,;;]")


def decode(column: Column, cell: Any) -> Any:
    """What a cell says; None where it is blank. Raises UsageError for what the column cannot hold."""
    if cell is None or (isinstance(cell, str) and not cell.strip()):
        return None
    if (damage := damaged(cell, is_name=column.kind == "text" and column.path[-1] in _NAMES)) is not None:
        raise UsageError(damage)
    if (words := words_of(column.path, cell)) is not None:
        cell = words
    match column.kind:
        case "texts":
            return _texts(column, _text(column, cell))
        case "integer":
            return _integer(cell)
        case "boolean":
            return _boolean(cell)
        case "date":
            return _day(cell)
        case "text":
            return _one(column, _text(column, cell))
        case "extra":
            return _extra(cell)


def _extra(cell: Any) -> Any:
    """A value that no element describes: a number, or a text that may be JSON."""
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return int(cell) if float(cell).is_integer() else cell
    if isinstance(cell, (bool, datetime, date, time)):
        return cell if isinstance(cell, bool) else cell.isoformat()
    text = cell.strip()
    value = _parsed(text) if text.startswith(("[", "{", '"')) or text in ("true", "false") else None
    return text if value is None else value


def knows(column: Column, cell: Any) -> bool:
    """Whether a cell holds one of the column's words, or what officers write for one."""
    words = "".join(str(cell).split())
    return words in column.usual or words in column.allowed or WORDS.get(words) in column.allowed


def damaged(cell: Any, *, is_name: bool) -> Text | None:
    """What has become of a cell's value on its way through a spreadsheet; None where it is whole.

    `is_name` says that something is known by it, such as a number of a ticket: letter for letter.
    """
    if cell == NO_VALUE:
        return Text(
            "这一格是公式，结果没有存下来；请用 Excel 或 WPS 打开这个文件，保存后再导入",
            "a formula without a stored value; open the file in Excel or LibreOffice and save it",
        )
    if isinstance(cell, str) and _ERROR.fullmatch(cell.strip()):
        said = cell.strip()
        return Text(f"公式出错：{said}，请改好或清空再导入", f"a formula's error: {said}; mend or empty it")
    if lost_digits(cell) or (is_name and isinstance(cell, str) and _SCIENTIFIC.fullmatch(normalise(cell).text)):
        return Text(
            f"表格软件把长数字写成了 {cell}，末几位已经丢了；请回到原来的系统，把这一列按文本重新导出",
            f"a spreadsheet has made {cell} of a long number, whose last digits are lost; export the column as text again",
        )
    return None


def encode(column: Column, value: Any) -> str | int:
    """The cell that `decode` reads as `value`. Raises UsageError for what no cell can hold."""
    if column.kind == "boolean":
        return "是" if value else "否"
    if column.kind == "integer" or (column.kind == "extra" and isinstance(value, int) and not isinstance(value, bool)):
        return int(value)
    if column.kind == "extra" and not isinstance(value, str):
        return _json(value)
    plain = "\n".join(value) if column.kind == "texts" else str(value)
    cell = plain if not _UNSAFE.search(plain.replace("\n", "")) and _reads_as(column, plain, value) else _json(value)
    if len(cell) > MAX_CHARACTERS:
        raise UsageError(
            Text(
                f"“{column.heading}”有 {len(cell)} 字，Excel 一格最多 {MAX_CHARACTERS} 字",
                f"“{column.heading}” has {len(cell)} characters; a cell of Excel holds {MAX_CHARACTERS}",
            )
        )
    return cell


def is_doubtful(column: Column, cell: Any) -> bool:
    """Whether a spreadsheet may have dropped zeros at the beginning of a code or a telephone number."""
    is_number = isinstance(cell, (int, float)) and not isinstance(cell, bool)
    return (
        is_number and column.kind == "text" and not column.digits and column.path[-1].endswith(("id", "code", "phone"))
    )


def zeros_lost(value: str) -> Text:
    """What to say of a doubtful cell."""
    return Text(
        f"这一格在表里是数字，开头如果有 0 已经丢了；读成 {value}",
        f"this cell is a number; zeros at its beginning, if any, are lost; read as {value}",
    )


def _reads_as(column: Column, cell: str, value: Any) -> bool:
    try:
        return bool(decode(column, cell) == value)
    except UsageError:
        return False


def _json(value: Any) -> str:
    return _UNSAFE.sub(lambda found: _escaped(found[0]), json.dumps(value, ensure_ascii=False))


def _escaped(character: str) -> str:
    return "\\u005f" if character == "_" else json.dumps(character)[1:-1]


def _text(column: Column, cell: Any) -> str:
    if isinstance(cell, str):
        return cell.strip()
    if isinstance(cell, (bool, datetime, date, time)):
        zh, en = ("真假值", "true or false") if isinstance(cell, bool) else ("日期或时间", "a date or time")
        raise UsageError(
            Text(
                f"Excel 把它当成了{zh}（{cell}）；请把这一列设为文本再填一次",
                f"Excel took it for {en} ({cell}); make the column text and type it again",
            )
        )
    whole = isinstance(cell, int) or float(cell).is_integer()
    words = str(int(cell)) if whole else repr(cell)
    return words.zfill(column.digits) if whole and cell >= 0 else words


def _one(column: Column, text: str) -> str:
    if text.startswith('"') and isinstance(value := _parsed(text), str):
        text = value
    elif column.one_line and "\n" in text:
        raise UsageError(
            Text("一格里有几行；请一行写一项，各占一行表格", "several lines in one cell; give each a row of its own")
        )
    if not column.allowed or text in column.allowed:
        return text
    joined = "".join(text.split())
    meant = joined if joined in column.allowed else WORDS.get(joined)
    if meant in column.allowed:
        return str(meant)
    allowed = column.allowed
    raise UsageError(Text(f"“{text}”不行，只能是{'、'.join(allowed)}", f"“{text}” must be one of {', '.join(allowed)}"))


def _texts(column: Column, text: str) -> list[str] | None:
    value = _parsed(text) if text.startswith("[") else None
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return value
    lines = text.splitlines()
    parts = [part for line in lines for part in _PARTS.split(line)] if column.split else lines
    return [part.strip() for part in parts if part.strip()] or None


def _parsed(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return None


def _integer(cell: Any) -> int:
    if isinstance(cell, (int, float)) and not isinstance(cell, bool) and float(cell).is_integer():
        return int(cell)
    words = _UNITS.sub("", normalise(str(cell)).text.strip())
    value = number(words) if words else None
    if not isinstance(value, int) or isinstance(cell, (bool, datetime, date, time)):
        raise UsageError(Text(f"“{cell}”不是整数", f"“{cell}” is no whole number"))
    return value


def _boolean(cell: Any) -> bool:
    if isinstance(cell, bool):
        return cell
    words = str(int(cell)) if isinstance(cell, (int, float)) else str(cell).strip().casefold()
    if words in YES or words in NO:
        return words in YES
    raise UsageError(Text(f"“{cell}”看不出是或否，请写“是”或“否”", f"“{cell}” is neither yes (是) nor no (否)"))


def _day(cell: Any) -> str:
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    words = str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)
    return read_day(words, "").isoformat()
