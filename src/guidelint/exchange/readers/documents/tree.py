"""The elements of a web page as a tree, for pages whose parts are known by their classes."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Optional

_EMPTY = frozenset(("area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"))
_SILENT = frozenset(("script", "style", "noscript", "template"))


@dataclass(eq=False)
class Node:
    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    parent: Optional["Node"] = None
    children: list["Node | str"] = field(default_factory=list)

    @property
    def classes(self) -> list[str]:
        return self.attributes.get("class", "").split()

    @property
    def text(self) -> str:
        """The words in it, a line break for each <br> and paragraph."""
        return "\n".join(line for line in (" ".join(one.split()) for one in self._words().split("\n")) if line)

    def _words(self) -> str:
        if self.tag in _SILENT:
            return ""
        if self.tag == "br":
            return "\n"
        words = "".join(one.replace("\n", " ") if isinstance(one, str) else one._words() for one in self.children)
        return f"{words}\n" if self.tag in ("p", "div", "li", "tr") else words

    def walk(self) -> Iterator["Node"]:
        for child in self.children:
            if isinstance(child, Node):
                yield child
                yield from child.walk()

    def all(self, name: str) -> list["Node"]:
        """The elements of a class, the outermost where some stand in others."""
        found = [node for node in self.walk() if name in node.classes]
        return [node for node in found if not any(above in found for above in node.above())]

    def by_id(self, name: str) -> "Node | None":
        return next((node for node in self.walk() if node.attributes.get("id") == name), None)

    def above(self) -> Iterator["Node"]:
        node = self.parent
        while node is not None:
            yield node
            node = node.parent


def tree(written: str) -> Node:
    """Never fails; ends of elements that were not begun are passed over."""
    parser = _Parser()
    parser.feed(written)
    parser.close()
    return parser.root


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.root = self.at = Node("")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, {name: value or "" for name, value in attrs}, self.at)
        self.at.children.append(node)
        if tag not in _EMPTY:
            self.at = node

    def handle_endtag(self, tag: str) -> None:
        for node in (self.at, *self.at.above()):
            if node.tag == tag and node.parent is not None:
                self.at = node.parent
                return

    def handle_data(self, data: str) -> None:
        self.at.children.append(data)
