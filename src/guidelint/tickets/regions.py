"""Districts by their GB/T 2260 code, and codes by what people call a district."""

from collections.abc import Collection, Mapping
from functools import cache
from importlib.resources import files

from guidelint.model.errors import UsageError
from guidelint.model.text import Text
from guidelint.source.document import load

COUNTRY = "000000"
_HOME = "11"  # Beijing, whose districts go by their names alone, as they do in the sources of this tool
_DATA = files("guidelint") / "tickets" / "data"


@cache
def _names() -> Mapping[str, str]:
    """Names of provinces, cities and counties by code, also of those that are in use no longer."""
    lines = (_DATA / "districts.tsv").read_text(encoding="utf-8").splitlines()
    pairs = (line.split("\t") for line in lines if not line.startswith("#"))
    return {COUNTRY: "全国", **dict(pairs)}


@cache
def prefixes() -> Mapping[str, str]:
    """With what the ids of tickets begin, by district."""
    file = _DATA / "regions.yaml"
    found: Mapping[str, str] = load(file.read_bytes(), file.name).data["prefixes"]
    return found


def region_name(code: str) -> str:
    """The district, with its city before it outside Beijing: 西湖区 there are three. The code where it has no name."""
    names = _names()
    if code not in names:
        return code
    return names[code] if code.startswith(_HOME) else f"{_city(code)}{names[code]}"


def region_code(words: str, near: Collection[str] = ()) -> str:
    """The code of 东城区, 杭州市西湖区 or 浙江省杭州市西湖区; a code is its own. Of several districts of one name that in the
    city of the codes `near` is meant.

    Raises UsageError where no district, or several, are called so.
    """
    if words.isdecimal() and words.isascii():
        return words
    found = _codes().get("".join(words.split()), ())
    cities = {code[:4] for code in near}
    meant = [code for code in found if code[:4] in cities] if len(found) > 1 else list(found)
    if len(meant) == 1:
        return meant[0]
    if not found:
        raise UsageError(
            Text(f"没有叫“{words}”的行政区；请写全称或六位代码", f"there is no district “{words}”; write its code")
        )
    several = "、".join(f"{_whole(code)}（{code}）" for code in found)
    raise UsageError(
        Text(f"叫“{words}”的行政区有几个：{several}；请写全称或六位代码", f"“{words}” may be {several}; write the code")
    )


@cache
def _codes() -> Mapping[str, tuple[str, ...]]:
    """Codes by every way of naming a district, with or without city and province."""
    found: dict[str, list[str]] = {}
    for code, name in _names().items():
        for words in {name, f"{_city(code)}{name}", _whole(code)}:
            found.setdefault(words, []).append(code)
    return {words: tuple(codes) for words, codes in found.items()}


def _city(code: str) -> str:
    """The city that a county belongs to, the province where none is between them; nothing for a city or province."""
    names = _names()
    if code.endswith("00"):
        return ""
    return names.get(f"{code[:4]}00") or names.get(f"{code[:2]}0000", "")


def _whole(code: str) -> str:
    names = _names()
    province = "" if code.endswith("0000") else names.get(f"{code[:2]}0000", "")
    city = _city(code)
    return f"{province}{'' if city == province else city}{names[code]}"
