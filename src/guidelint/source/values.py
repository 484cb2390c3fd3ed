"""YAML nodes to plain values by the project's own scalar rules.

A guide's author writes text, so a plain scalar stays text unless it is `true`, `false`, `null` or a plain
decimal number: dates, 是/否, yes/no/on/off, 1:30, 1e3 and digits with a leading zero come out as written.
What YAML has beyond that (merge keys, tags, several documents) is refused with the reason.
"""

from collections.abc import Callable
from typing import Any, NoReturn, cast

import yaml
from yaml.cyaml import CParser  # type: ignore[attr-defined]
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from guidelint.model.errors import CannotCheck, FileError
from guidelint.model.position import Lines, Position
from guidelint.model.text import Text
from guidelint.source.decode import MAX_DEPTH
from guidelint.source.plain import scalar
from guidelint.source.typed import typed, typed_end, typed_in_flow, typed_quote

MAX_NODES = 100_000


class Parser(CParser):
    """libyaml's composer without PyYAML's type guessing."""

    def resolve(self, kind: object, value: object, implicit: object) -> str:
        return ""

    def descend_resolver(self, *_: object) -> None: ...

    def ascend_resolver(self) -> None: ...


def compose(text: str, name: str) -> Node:
    """The node tree of a single document. Raises CannotCheck."""
    lines = Lines(text)
    try:
        node = Parser(text).get_single_node()
    except yaml.MarkedYAMLError as error:
        _refuse_syntax(error, text, name, lines)
    except yaml.reader.ReaderError as error:
        at = min(int(error.position), len(text))
        _refuse(name, lines, at, "有不允许的控制字符，请删除", "a control character is not allowed here; delete it")
    if node is None:
        raise CannotCheck([FileError(name, 1, 1, Text("文件是空的", "the file is empty"))])
    return node


def construct(root: Node, name: str, lines: Lines) -> Any:
    """Plain values of a node tree; every error in it at once. Raises CannotCheck."""
    builder = _Builder(name, lines)
    value = builder.value(root, 0)
    if builder.errors:
        raise CannotCheck(builder.errors)
    return value


class _Builder:
    def __init__(self, name: str, lines: Lines) -> None:
        self.name, self.lines = name, lines
        self.errors: list[FileError] = []
        self.nodes = 0

    def value(self, node: Node, depth: int) -> Any:
        self.nodes += 1
        if depth > MAX_DEPTH:
            _refuse(
                self.name,
                self.lines,
                node.start_mark.index,
                f"嵌套超过 {MAX_DEPTH} 层",
                f"nested deeper than {MAX_DEPTH}",
            )
        if self.nodes > MAX_NODES:
            _refuse(
                self.name, self.lines, node.start_mark.index,
                f"内容展开后超过 {MAX_NODES} 项（检查别名 * 的重复引用）",
                f"more than {MAX_NODES} values once aliases are expanded",
            )  # fmt: skip
        if node.tag:
            self._error(node, f"不支持标签 {_tag(node)}，请删去", f"tag {_tag(node)} is not supported; delete it")
        if isinstance(node, ScalarNode):
            return node.value if node.style else scalar(node.value)
        if isinstance(node, SequenceNode):
            return [self.value(item, depth + 1) for item in node.value]
        return self._mapping(cast(MappingNode, node), depth)

    def _mapping(self, node: MappingNode, depth: int) -> dict[str, Any]:
        result: dict[str, Any] = {}
        for key, value in node.value:
            if not isinstance(key, ScalarNode):
                self._error(key, "键必须是文字", "a key must be text")
                continue
            if key.value == "<<" and not key.style:
                self._error(
                    key,
                    "不支持合并键 <<：请把内容完整写在这里",
                    "merge keys (<<) are not supported: write the content out here",
                )
                continue
            if key.value in result:
                first = next(k for k, _ in node.value if k.value == key.value)
                line = self.lines.position(first.start_mark.index).line
                self._error(
                    key,
                    f"键 {key.value} 重复，第一次在第 {line} 行",
                    f"duplicate key {key.value}, first on line {line}",
                )
            result[key.value] = self.value(value, depth + 1)
        return result

    def _error(self, node: Node, zh: str, en: str) -> None:
        self.errors.append(_error(self.name, self.lines.position(node.start_mark.index), zh, en))


def _tag(node: Node) -> str:
    return str(node.tag).replace("tag:yaml.org,2002:", "!!")


_PROBLEMS = (
    ("could not find expected ':'", "这一行缺少冒号", "this line lacks a colon"),
    ("mapping values are not allowed", "冒号后面又有冒号：请给这段文字加引号", "a second colon: quote this text"),
    ("did not find expected key", "缩进或引号不对，这里应当是一个键", "wrong indentation or quoting: a key belongs here"),
    ("did not find expected '-' indicator", "列表项要以“- ”开头并对齐", "list items begin with “- ” and line up"),
    ("block sequence entries are not allowed", "“- ”要另起一行", "“- ” belongs on a line of its own"),
    ("mapping keys are not allowed", "“?”不能放在开头：请给文字加引号", "“?” cannot begin a value: quote it"),
    ("did not find expected ',' or ']'", "方括号没有写完，或少了逗号", "an unclosed bracket, or a missing comma"),
    ("did not find expected ',' or '}'", "花括号没有写完，或少了逗号", "an unclosed brace, or a missing comma"),
    ("found unexpected ':'", "方括号或花括号里的冒号后面要有一个空格，或给文字加引号", "a colon in brackets: a space belongs after it, or quotes around the text"),
    ("found character '\\t'", "缩进用了制表符，请改成空格", "a tab in the indentation; use spaces"),
    ("found a tab character", "缩进用了制表符，请改成空格", "a tab in the indentation; use spaces"),
    ("found character that cannot start any token", "这个字符不能放在开头：请给文字加引号", "this character cannot begin a value: quote it"),
    ("did not find expected alphabetic or numeric character", "文字不能以 * 或 & 开头：请加引号", "a text cannot begin with * or &: quote it"),
    ("did not find expected node content", "这里缺少内容", "something is missing here"),
    ("found unexpected end of stream", "引号没有写完", "an unclosed quotation mark"),
    ("found unexpected document indicator", "引号没有写完，就到了 --- 或 ...", "an unclosed quotation mark before --- or ..."),
    ("found unknown escape character", "双引号里的 \\ 要写成 \\\\", "write \\\\ for a backslash in double quotes"),
    ("hexdecimal number", "双引号里的 \\x、\\u 后面要写十六进制数字", "hexadecimal digits belong after \\x and \\u in double quotes"),
    ("Unicode character escape", "双引号里的转义不是一个字符", "this escape in double quotes is no character"),
    ("comment or line break", "这里应当换行（# 前面要有空格）", "a line break belongs here (and a space before #)"),
    ("indentation indicator", "| 和 > 后面的数字是 1 到 9", "the number after | or > is 1 to 9"),
    ("expected a single document", "一个文件只能有一份文档（删去 ---）", "one document a file; delete the ---"),
    ("found undefined alias", "别名 * 没有对应的锚点 &", "an alias without its anchor"),
    ("found duplicate anchor", "锚点 & 重名", "a duplicate anchor"),
    ("tag", "文字不能以 ! 开头：请加引号", "a text cannot begin with !: quote it"),
    ("directive", "行首的 % 有别的意思：请删去，或给文字加引号", "% at the beginning of a line means something else: delete it, or quote the text"),
    ("<document start>", "文件开头的内容写完以后又有别的内容", "there is more after the end of the document"),
    ("exceeded maximum nesting depth", f"嵌套超过 {MAX_DEPTH} 层", f"nested deeper than {MAX_DEPTH}"),
)  # fmt: skip
_LINES_BEFORE = 3  # in which a wrong character may stand that is noticed later


def _refuse_syntax(error: yaml.MarkedYAMLError, text: str, name: str, lines: Lines) -> NoReturn:
    mark = error.problem_mark or error.context_mark
    at = min(mark.index, len(text)) if mark is not None else 0
    said = " ".join(part for part in (error.context, error.problem) if part)
    if "scanning a quoted scalar found unexpected" in said and error.context_mark is not None:
        at = error.context_mark.index  # where it is opened; what was noticed may be the end of the file
    if (cause := _typed(text, at, said)) is not None:
        at, message = cause
        _refuse(name, lines, at, f"YAML 写法有误：{message.zh}", f"not valid YAML: {message.en}")
    for problem, zh, en in _PROBLEMS:
        if problem in said:
            _refuse(name, lines, at, f"YAML 写法有误：{zh}", f"not valid YAML: {en}")
    _refuse(
        name, lines, at, "YAML 写法有误：这里读不懂，请检查这一行和上一行的引号、冒号和缩进", f"not valid YAML: {said}"
    )


def _typed(text: str, at: int, said: str) -> tuple[int, Text] | None:
    """The character that a Chinese keyboard has put in the way, searched backward from where the parser noticed."""
    look: list[Callable[[str], tuple[int, Text] | None]] = [typed]
    if "mapping values are not allowed" in said:
        look.append(typed_quote)
    if "',' or" in said or "flow" in said:
        look.append(typed_in_flow)
    if "scanning a quoted scalar" in said and (found := typed_end(text[at:].partition("\n")[0])) is not None:
        return at + found[0], found[1]
    for _ in range(_LINES_BEFORE + 1):
        start = text.rfind("\n", 0, at) + 1
        end = text.find("\n", start)
        line = text[start:] if end < 0 else text[start:end]
        for found in (one(line) for one in look):
            if found is not None:
                return start + found[0], found[1]
        if start == 0:
            break
        at = start - 1
    return None


def _refuse(name: str, lines: Lines, at: int, zh: str, en: str) -> NoReturn:
    raise CannotCheck([_error(name, lines.position(at), zh, en)])


def _error(name: str, position: Position, zh: str, en: str) -> FileError:
    return FileError(name, position.line, position.column, Text(zh, en))
