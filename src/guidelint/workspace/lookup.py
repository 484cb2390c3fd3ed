"""The guide that somebody means: by its id, its title, or words of its title."""

import unicodedata
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from guidelint.model.errors import UsageError
from guidelint.model.nearest import did_you_mean
from guidelint.model.text import Text
from guidelint.workspace.workspace import Loaded

if TYPE_CHECKING:
    from guidelint.model.guide import Guide

_MOST = 5  # guides that are named where the words fit several


def guide_called(words: str, guides: "Mapping[str, Loaded[Guide]]") -> "Loaded[Guide]":
    """The guide of that id or title, else the only one whose title holds the words.

    Raises UsageError where there is none, with the nearest, and where there are several, with their ids.
    """
    if words in guides:
        return guides[words]
    wanted = _plain(words)
    titles = {id: _plain(loaded.model.title) for id, loaded in guides.items()}
    exact = [id for id, title in titles.items() if title == wanted]
    fitting = exact or [id for id, title in titles.items() if wanted and wanted in title]
    if len(fitting) == 1:
        return guides[fitting[0]]
    if fitting:
        raise UsageError(_several(words, [guides[id].model for id in fitting]))
    near = did_you_mean(words, [*guides, *(loaded.model.title for loaded in guides.values())])
    raise UsageError(Text(f"没有指南 {words}{near.zh}", f"there is no guide {words}{near.en}"))


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def _several(words: str, guides: "Iterable[Guide]") -> Text:
    found = [f"{guide.title} {guide.id}" for guide in guides]
    more = len(found) - _MOST
    zh = f"有 {len(found)} 份指南的标题合“{words}”，请写其中一个的标识：{'、'.join(found[:_MOST])}"
    en = f"“{words}” is in the titles of {len(found)} guides; name one by its id: {', '.join(found[:_MOST])}"
    return Text(f"{zh} 等", f"{en} …") if more > 0 else Text(zh, en)
