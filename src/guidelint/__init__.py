"""guidelint: does a service guide keep its promise at the window?

    from guidelint import check

The names in `__all__` are the stable interface (docs/api.md). They load when first used: `import guidelint` alone
costs nothing.
"""

TYPE_CHECKING = False  # as in `typing`, which takes a while to load
if TYPE_CHECKING:
    from guidelint.api import check
    from guidelint.errors import CannotCheck, FileError, UsageError
    from guidelint.finding import Edit, Evidence, Finding, Fix, Location, Witness
    from guidelint.model.rule import Level
    from guidelint.report import Report
    from guidelint.source.position import Position, Span
    from guidelint.suppression import Notice
    from guidelint.text import Text

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
    "Report": "report",
    **dict.fromkeys(("CannotCheck", "FileError", "UsageError"), "errors"),
    **dict.fromkeys(("Edit", "Evidence", "Finding", "Fix", "Location", "Witness"), "finding"),
    "Level": "model.rule",
    **dict.fromkeys(("Position", "Span"), "source.position"),
    "Notice": "suppression",
    "Text": "text",
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
