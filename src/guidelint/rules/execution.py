"""Run one rule on one guide."""

from guidelint.model.text import Text
from guidelint.rules.kinds.context import CheckContext, Match
from guidelint.rules.ruleset import LoadedRule


class RuleCrash(Exception):
    """A rule that fails while it runs stops the check: a green run must mean that every rule ran."""

    def __init__(self, rule: str, file: str, cause: Exception) -> None:
        self.message = Text(
            f"规则 {rule} 检查 {file} 时出错，这是 guidelint 的缺陷：{type(cause).__name__}: {cause}",
            f"rule {rule} failed on {file}, a defect of guidelint: {type(cause).__name__}: {cause}",
        )
        super().__init__(self.message.en)
        self.about = rule, file, cause

    def __reduce__(self) -> tuple[type, tuple[str, str, Exception]]:
        return RuleCrash, self.about  # as it comes out of another process


def run_rule(loaded: LoadedRule, context: CheckContext) -> list[Match]:
    """All matches of one rule. Raises RuleCrash."""
    try:
        return list(loaded.check.run(context))
    except (
        ArithmeticError,
        AssertionError,
        AttributeError,
        LookupError,
        TypeError,
        ValueError,
        RecursionError,
    ) as error:
        raise RuleCrash(loaded.rule.id, context.document.name, error) from error
