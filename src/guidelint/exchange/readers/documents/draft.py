"""A guide in the making: what its labels have said so far, where each value stands, and what becomes of all others."""

import re
from dataclasses import dataclass, field
from typing import Any

from guidelint.exchange.codes import CATEGORY, FORM
from guidelint.exchange.doctor.upgrade import legal_basis
from guidelint.exchange.readers.columns import Place, short
from guidelint.exchange.readers.documents.blocks import Spot
from guidelint.exchange.readers.ledger import Fate, Ledger
from guidelint.exchange.readers.values import NOTHING, lines
from guidelint.exchange.sheets.cells import decode, knows
from guidelint.exchange.sheets.form import Column
from guidelint.exchange.sheets.headings import Target
from guidelint.model.errors import UsageError
from guidelint.model.position import Path
from guidelint.model.regex import regex
from guidelint.model.schema_types import EXTRA
from guidelint.model.text import Text

BODY = "正文"
"""What the table of an import calls the lines that stand in no table."""

AS_PUBLISHED = frozenset(("conditions", "criteria", "place", "hours", "basis"))
"""Elements in which 无 is a fault to be found, not a blank."""

_FORMS = regex(r"(原件|正本|复印件|副本)\s*[:：]?\s*(?:各)?([0-9]{1,3})\s*[份张页]")
_COPIES = regex(r"([0-9]{1,3})\s*[份张]?")
_LIMITS = regex(
    r"(法定|承诺)(?:办结|办理)?(?:时限|期限)?\s*[:：为]?\s*([^,，;；。、\n]*?[0-9一二三四五六七八九十]+\s*个?(?:工作日|自然日|日|天|月|年|小时))"
)
_UNITS = regex(r"[(（][^()（）]*[)）]$")
_FREE = regex(r"(?:不|免)(?:予)?收(?:取)?(?:任何)?费用?|免费|无收费")
_NO_KEY = regex(r"[^\w.-]")


@dataclass
class Draft:
    """`data` is the guide as its YAML would have it, `spots` the places of its values by their ways.

    `when` is the circumstance of the materials to come.
    """

    file: str
    ledger: Ledger
    data: dict[str, Any] = field(default_factory=dict)
    spots: dict[Path, Spot] = field(default_factory=dict)
    when: str = ""

    def set(self, target: Target, said: str, words: str, unit: str, spot: Spot, table: str) -> None:
        """Read `words` under the label `said` as the element that it means."""
        column, key = target.column, target.sheet.key
        way: Path = (key, self.row(target), *column.path) if key is not None else column.path
        if words.strip().casefold() in NOTHING and not AS_PUBLISHED.intersection(column.path):
            if column.kind != "boolean":
                return self._note(said, "empty", "", words, "空", table)
        elif column.path == ("basis",) and key is None:
            return self._laws(said, words, spot, table)
        elif column.path[0] == "time_limit" and words.strip().isdigit():
            return self._limit(way, said, words.strip(), unit, spot, table)
        if column.path in (("fee", "charged"), ("fee", "amount")) and self._fee(said, words, spot, table):
            return None
        if key == "materials" and column.path[0] in ("type", "copies") and self._forms(way, said, words, spot, table):
            return None
        try:
            value = lines(words, {}) if column.kind == "texts" and not column.split else decode(column, words)
        except UsageError as error:
            self.refuse(spot, Text(f"{said} {error.message.zh}，原样保留", f"{said} {error.message.en}; kept"))
            return self.keep(said, words, spot, table, way[: -len(column.path)])
        return None if value is None else self.put(way, value, said, words, spot, table)

    def put(self, way: Path, value: Any, said: str, words: str, spot: Spot, table: str) -> None:
        """Set a value; texts go on where there are some, and what says otherwise than before is kept beside it."""
        holder: Any = self.data
        for step in way[:-1]:
            holder = holder[step] if isinstance(step, int) else holder.setdefault(step, {})
        key = way[-1]
        if isinstance(value, list) and isinstance(holder.get(key), list):
            for item in value:
                self.spots[(*way, len(holder[key]))] = spot
                holder[key].append(item)
        elif key in holder and holder[key] != value:
            row = way[:2] if len(way) > 1 and isinstance(way[1], int) else ()
            return self.keep(said, words, spot, table, row)
        else:
            holder[key] = value
            self.spots[way] = spot
            if isinstance(value, list):
                self.spots.update(((*way, number), spot) for number in range(len(value)))
        same = value in (words.strip(), [words.strip()])
        shown = ".".join(str(step) for step in way if not isinstance(step, int))
        return self._note(said, "read" if same else "translated", shown, words, value, table)

    def add(self, way: Path, more: str, said: str, spot: Spot, table: str) -> None:
        """A further line of a text."""
        old = self.data.get(str(way[0])) if len(way) == 1 else None
        if old is None:
            return self.put(way, more, said, more, spot, table)
        self.data[str(way[0])] = f"{old}\n{more}"
        return self._note(said, "read", str(way[0]), more, more, table)

    def row(self, target: Target) -> int:
        """The row of a list that a value belongs to: a name that is there already begins another."""
        rows = self.data.setdefault(str(target.sheet.key), [])
        if not rows or (target.column == target.sheet.mark and target.column.path[0] in rows[-1]):
            rows.append({})
        return len(rows) - 1

    def new(self, key: str) -> None:
        """Begin a row, unless the last says nothing yet."""
        rows = self.data.setdefault(key, [])
        if not rows or rows[-1]:
            rows.append({})

    def keep(self, said: str, words: Any, spot: Spot, table: str, way: Path = ()) -> None:
        """Keep under `x-` what has no element; a label that has come before gets a number."""
        holder: Any = self.data
        for step in way:
            holder = holder[step] if isinstance(step, int) else holder.setdefault(step, {})
        name = key = EXTRA + (_NO_KEY.sub("_", said.strip()) or "正文")
        number = 2
        while key in holder and holder[key] != words:
            key, number = f"{name}-{number}", number + 1
        holder[key] = words
        self.spots[(*way, key)] = spot
        self.ledger.note(table, said, "kept", name)

    def spot(self, path: Path) -> Spot:
        """Where a value stands, or else what holds it or is in it."""
        for length in range(len(path), 0, -1):
            if found := self.spots.get(path[:length]):
                return found
            inside = [spot for way, spot in self.spots.items() if way[:length] == path[:length]]
            if inside:
                return inside[0]
        return self.spots.get(("title",)) or Spot(Text("全文", "the whole"), "", 1)

    def refuse(self, spot: Spot, message: Text) -> None:
        place = Place(self.file, 0, spot.words.zh)
        self.ledger.refuse(place.says(message))

    def _note(self, said: str, fate: Fate, to: str, old: str, new: Any, table: str) -> None:
        pair = None if fate == "read" else (short(old), short(new))
        self.ledger.note(table, said, fate, to, pair)

    def _laws(self, said: str, words: str, spot: Spot, table: str) -> None:
        found = lines(words, {}) or []
        for law in found:
            rows, row = self.data.setdefault("legal_basis", []), dict(legal_basis(law))
            if row in rows:
                continue
            rows.append(row)
            self.spots[("legal_basis", len(rows) - 1, "name")] = spot
        if found:
            self._note(said, "translated", "legal_basis", words, found[0], table)

    def _limit(self, way: Path, said: str, number: str, unit: str, spot: Spot, table: str) -> None:
        if not unit:
            self.refuse(spot, Text(f"{said} “{number}”没有单位，原样保留", f"{said} “{number}” has no unit; kept"))
        self.put(way, f"{number}{unit}", said, number, spot, table)

    def limits(self, said: str, words: str, unit: str, spot: Spot, table: str) -> None:
        """A time limit of which the label does not say whose: the words may say it, else it is one of its own."""
        found = _LIMITS.findall(words)
        for kind, limit in found:
            way: Path = ("time_limit", "statutory" if kind == "法定" else "promised")
            self.put(way, limit.strip(), said, words, spot, table)
        if not found:
            rows = self.data.setdefault("other_limits", [])
            rows.append({})
            place: Path = ("other_limits", len(rows) - 1)
            self.put((*place, "name"), _UNITS.sub("", said), said, said, spot, table)
            self.put((*place, "limit"), f"{words}{unit if words.isdigit() else ''}", said, words, spot, table)

    def _fee(self, said: str, words: str, spot: Spot, table: str) -> bool:
        """Whether there is a fee, answered by the fee itself or by words for nothing."""
        if _FREE.fullmatch(words.strip().rstrip("。")):
            self.put(("fee", "charged"), False, said, words, spot, table)
        elif re.search(r"[0-9〇一二三四五六七八九十百千]\s*元", words):
            if "charged" not in self.data.get("fee", {}):
                self.put(("fee", "charged"), True, said, words, spot, table)
            self.put(("fee", "amount"), words.strip(), said, words, spot, table)
        else:
            return False
        return True

    def _forms(self, way: Path, said: str, words: str, spot: Spot, table: str) -> bool:
        """Form and numbers in one cell: 原件1份、复印件2份."""
        found = _FORMS.findall(words)
        if not found or _COPIES.sub("", _FORMS.sub("", words)).strip(" 、,，;；和及"):
            return False
        originals = [int(number) for form, number in found if form in ("原件", "正本")]
        photocopies = [int(number) for form, number in found if form in ("复印件", "副本")]
        kind = "原件和复印件" if originals and photocopies else "原件" if originals else "复印件"
        row = way[:2]
        for key, value in (("type", kind), ("originals", sum(originals)), ("photocopies", sum(photocopies))):
            if value and key not in self.data["materials"][way[1]]:
                self.put((*row, key), value, said, words, spot, table)
        return True


def best(targets: tuple[Target, ...], cells: list[str]) -> Target:
    """Of several meanings the one that knows most of the values: 材料类型 heads two lists of words."""
    if len(targets) == 1:
        return targets[0]
    said = ["".join(cell.split()) for cell in cells]

    def known(column: Column) -> int:
        words = {"type": FORM, "category": CATEGORY}.get(column.path[-1], {}).values()
        return sum(
            knows(column, cell)
            or cell in words
            or (column.path[-1] == "type" and "件" in cell[-3:] and "证件" not in cell)
            for cell in said
            if cell
        )

    return max(targets, key=lambda target: known(target.column))
