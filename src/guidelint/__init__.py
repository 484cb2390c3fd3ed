"""guidelint: does a service guide keep its promise at the window?

    from guidelint import check

The names in `__all__` are the stable interface (docs/api.md). They load when first used: `import guidelint` alone
costs nothing.
"""

TYPE_CHECKING = False  # as in `typing`, which takes a while to load
if TYPE_CHECKING:
    from guidelint.api import check
    from guidelint.model.errors import CannotCheck, FileError, UsageError
    from guidelint.model.finding import Edit, Evidence, Finding, Fix, Location, Witness
    from guidelint.model.position import Position, Span
    from guidelint.model.report import Report
    from guidelint.model.rule import Level
    from guidelint.model.text import Text
    from guidelint.rules.suppression import Notice

__version__ = "0.1.0"

__all__ = [
    "CannotCheck",
    "Edit",
    "Evidence",
    "FileError",
    "Finding",
    "Fix",
    "Level",
    "Location",
    "Notice",
    "Position",
    "Report",
    "Span",
    "Text",
    "UsageError",
    "Witness",
    "__version__",
    "check",
]

_MODULES = {
    "check": "api",
    "Report": "model.report",
    **dict.fromkeys(("CannotCheck", "FileError", "UsageError"), "model.errors"),
    **dict.fromkeys(("Edit", "Evidence", "Finding", "Fix", "Location", "Witness"), "model.finding"),
    "Level": "model.rule",
    **dict.fromkeys(("Position", "Span"), "model.position"),
    "Notice": "rules.suppression",
    "Text": "model.text",
}


def __getattr__(name: str) -> object:
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
