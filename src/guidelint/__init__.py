"""guidelint: does a service guide keep its promise at the window?

    from guidelint import check

The names in `__all__` are the stable interface (docs/api.md). They load when first used: `import guidelint` alone
costs nothing. Their types are in `__init__.pyi`.
"""

__version__ = "0.1.0"

_NAMES = {
    "api": ("check",),
    "model.errors": ("CannotCheck", "FileError", "UsageError"),
    "model.finding": ("Edit", "Evidence", "Finding", "Fix", "Location", "Notice", "Witness"),
    "model.position": ("Position", "Span"),
    "model.report": ("Report",),
    "model.rule": ("Level",),
    "model.text": ("Text",),
}
_MODULES = {name: module for module, names in _NAMES.items() for name in names}

__all__ = ["__version__", *_MODULES]


def __getattr__(name: str) -> object:
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
