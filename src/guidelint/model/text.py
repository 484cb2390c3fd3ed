"""Words for users, in both languages."""

from dataclasses import dataclass
from typing import Literal

Lang = Literal["zh", "en"]


@dataclass(frozen=True, slots=True, order=True)
class Text:
    """One message: Chinese first, with its English twin."""

    zh: str
    en: str

    def in_(self, lang: Lang) -> str:
        return self.zh if lang == "zh" else self.en

    def format(self, **values: "str | Text") -> "Text":
        """Fill `{placeholders}`; a `Text` value goes in language by language."""
        return Text(_fill(self.zh, "zh", values), _fill(self.en, "en", values))


def _fill(template: str, lang: Lang, values: dict[str, "str | Text"]) -> str:
    # Plain replacement, not str.format: a template is data from a rule file, and format syntax reaches attributes.
    for name, value in values.items():
        template = template.replace("{" + name + "}", value.in_(lang) if isinstance(value, Text) else value)
    return template
