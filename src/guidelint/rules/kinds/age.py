"""Kind `age`: a guide that nobody has updated for longer than the workspace allows."""

from collections.abc import Iterator
from datetime import date

from guidelint.language.thesaurus import Thesaurus
from guidelint.model.rule import Rule
from guidelint.model.text import Text
from guidelint.rules.kinds.context import CheckContext, Match
from guidelint.rules.kinds.options import Options


class AgeCheck:
    """Fires on a date of the last update before the day from which the workspace takes guides for fresh.

    Off where `stale_after` of the configuration does not say after how many months a guide is stale.
    """

    def __init__(self, rule: Rule) -> None:
        self.rule = rule

    def may_run(self, context: CheckContext) -> bool:
        return context.fresh_since is not None

    def run(self, context: CheckContext) -> Iterator[Match]:
        published = context.document.data.get("published")
        updated = published.get("updated") if isinstance(published, dict) else None
        if context.fresh_since is None or updated is None:
            return
        if date.fromisoformat(str(updated)) < context.fresh_since:
            yield Match(
                ("published", "updated"), values={"text": str(updated), "date": context.fresh_since.isoformat()}
            )

    def why_silent(self, value: object) -> Text:
        return Text("没有要求多久更新一次，或者还没有过期", "no age is set, or the guide is younger")


def build(rule: Rule, options: Options, thesaurus: Thesaurus) -> AgeCheck:
    return AgeCheck(rule)


def months_before(day: date, months: int) -> date:
    """The same day that many calendar months earlier; the last of the month where it has no such day."""
    from calendar import monthrange

    count = day.year * 12 + day.month - 1 - months
    year, month = divmod(count, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
