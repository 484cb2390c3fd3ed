"""What the schemas' patterns ask for, in words: nobody who writes guides reads regular expressions."""

from collections.abc import Mapping

from guidelint.model.schema_types import DATE, ID, REGION
from guidelint.model.text import Text

_END = r"$(?!\n)"


def spelling(pattern: str) -> Text:
    """How a value must be spelled, after the name of its element."""
    return _WORDS.get(
        pattern.removesuffix(_END).removesuffix("$"), Text("含有不允许的字符", "has characters that are not allowed")
    )


def _by_pattern(words: Mapping[str, tuple[str, str]]) -> Mapping[str, Text]:
    return {pattern.removesuffix(_END).removesuffix("$"): Text(zh, en) for pattern, (zh, en) in words.items()}


_WORDS = _by_pattern({
    DATE: (
        "要写成 2021-11-16 这样的日期，而且真有这一天",
        "must be a date such as 2021-11-16, and a day that there is",
    ),
    "^[0-9]{4}-[0-9]{2}-[0-9]{2}": ("要写成 2021-11-16 这样的日期", "must be a date such as 2021-11-16"),
    "^[1-9][0-9]{3}-(0[1-9]|1[0-2])": ("要写成 2021-11 这样的年月", "must be a month such as 2021-11"),
    ID: (
        "只能用英文字母、数字和 . _ -，以字母或数字开头，最多 100 个字；不能以 . 或 .lock 结尾，中间不能有 ..",
        "must be letters, digits and . _ - only, begin with a letter or digit, have 100 characters at most, not end in . "
        "or .lock, and have no .. in it",
    ),
    REGION: ('是 6、9 或 12 位数字，例如 "110101"', 'must be 6, 9 or 12 digits such as "110101" (GB/T 2260)'),
    "^[0-9]{6}": ('是六位数字，例如 "110101"', 'must be six digits such as "110101" (GB/T 2260)'),
    "^[0-9A-Za-z][0-9A-Za-z-]{0,63}": (
        "只能用英文字母、数字和 -，以字母或数字开头，最多 64 个字",
        "must be letters, digits and - only, begin with a letter or digit, and have 64 characters at most",
    ),
    "^[a-z0-9-]+/[a-z0-9-]+": (
        "要写成“主题/名称”，例如 ambiguous/identity-proof",
        "must be theme/name, such as ambiguous/identity-proof",
    ),
    "^[a-z0-9][a-z0-9-]*": (
        "只能用小写英文字母、数字和 -，以字母或数字开头",
        "must be small letters, digits and - only, and begin with a letter or digit",
    ),
    "^[A-Z][A-Z0-9]{0,19}": (
        "只能用大写英文字母和数字，以字母开头，最多 20 个字",
        "must be capital letters and digits only, begin with a letter, and have 20 characters at most",
    ),
    r"^[a-z_]+(\[\])?(\.[a-z_]+(\[\])?)*": (
        "要写成 materials[].name 这样的位置",
        "must be a place such as materials[].name",
    ),
    "^[0-9a-f]{64}": ("是 64 个十六进制数字（SHA-256）", "must be 64 hexadecimal digits (SHA-256)"),
    r"^[^\s\x00-\x1f]{1,500}": (
        "不能有空格和控制字符，最多 500 个字",
        "must have no blanks and no control characters, and 500 characters at most",
    ),
    r"^[^\x00-\x1f\x7f]{1,500}": (
        "不能有控制字符，最多 500 个字",
        "must have no control characters, and 500 characters at most",
    ),
    "^[a-z0-9_]{1,64}": (
        "只能用小写英文字母、数字和 _，最多 64 个字",
        "must be small letters, digits and _ only, and have 64 characters at most",
    ),
    r"^application/([a-z0-9.+-]+\+)?json *(;.*)?": ("只能是 application/json", "must be application/json"),
    r"^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])[Tt]([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]+)?([Zz]|[+-]([01][0-9]|2[0-3]):[0-5][0-9])": (
        "要写成 2026-01-05T10:20:30+08:00 这样的时间",
        "must be a time such as 2026-01-05T10:20:30+08:00",
    ),
})  # fmt: skip
