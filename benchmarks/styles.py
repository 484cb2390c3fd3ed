"""One value written in the notations of YAML that people and exporters use."""

import json
import re
from collections.abc import Mapping, Sequence
from random import Random
from typing import Any

_PLAIN = re.compile(r"[^\W\d_](?:[\w()（）《》“”、，。；/·+年月日 -]*[\w)）》。])?\Z")
_KEYWORDS = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n"})


class Writer:
    """Writes mappings as one author would: one habit of quoting, of lists, of line ends and of comments."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.quote = random.choices(("", '"', "'"), (70, 20, 10))[0]
        self.flow_lists = random.random() < 0.4
        self.flow_items = random.random() < 0.15
        self.indented_lists = random.random() < 0.6
        self.comments = random.random() < 0.3
        self.newline = "\r\n" if random.random() < 0.05 else "\n"
        self.bom = random.random() < 0.02
        self.folded = random.random() < 0.08

    def document(self, data: Mapping[str, Any]) -> bytes:
        lines = ["# 按窗口公开内容整理"] if self.comments else []
        lines += self._mapping(data, 0)
        text = self.newline.join(lines) + self.newline
        return (b"\xef\xbb\xbf" if self.bom else b"") + text.encode()

    def _mapping(self, data: Mapping[str, Any], indent: int) -> list[str]:
        lines: list[str] = []
        for key, value in data.items():
            lines += self._entry(key, value, indent)
        return lines

    def _entry(self, key: str, value: Any, indent: int) -> list[str]:
        pad = " " * indent
        if isinstance(value, Mapping):
            if len(value) <= 3 and all(not isinstance(v, Mapping) for v in value.values()):
                return [f"{pad}{key}: {self._flow(value)}"]
            return [f"{pad}{key}:", *self._mapping(value, indent + 2)]
        if isinstance(value, list):
            if not value or (all(isinstance(v, str) for v in value) and (self.flow_lists or len(value) == 1)):
                return [f"{pad}{key}: {self._flow(value)}"]
            return [f"{pad}{key}:", *self._items(value, indent + (2 if self.indented_lists else 0))]
        if self.folded and isinstance(value, str) and len(value) > 24:
            return [f"{pad}{key}: >-", f"{pad}  {value}"]
        comment = "  # 已核对" if self.comments and self.random.random() < 0.05 else ""
        return [f"{pad}{key}: {self._scalar(value)}{comment}"]

    def _items(self, values: Sequence[Any], indent: int) -> list[str]:
        pad, lines = " " * indent, []
        for value in values:
            if isinstance(value, Mapping) and not self.flow_items:
                inner = self._mapping(value, indent + 2)
                lines += [f"{pad}- {inner[0].lstrip()}", *inner[1:]]
            else:
                lines.append(f"{pad}- {self._flow(value)}")
        return lines

    def _flow(self, value: Any) -> str:
        if isinstance(value, Mapping):
            return "{" + ", ".join(f"{key}: {self._flow(inner)}" for key, inner in value.items()) + "}"
        if isinstance(value, list):
            return "[" + ", ".join(self._flow(inner) for inner in value) + "]"
        return self._scalar(value)

    def _scalar(self, value: Any) -> str:
        if not isinstance(value, str):
            return json.dumps(value)
        if re.fullmatch(r"\d{4}-\d\d-\d\d", value) or (
            not self.quote and _PLAIN.fullmatch(value) and value.lower() not in _KEYWORDS
        ):
            return value
        if self.quote == "'" and "\n" not in value:
            return "'" + value.replace("'", "''") + "'"
        return json.dumps(value, ensure_ascii=False)
