"""The top of the git repository around a place, found without git: this is asked before anything else is loaded."""

import os


def repository_top(place: str) -> str | None:
    """The nearest folder at or above an absolute path that has `.git` in it: a folder, or a work tree's file."""
    while not os.path.lexists(os.path.join(place, ".git")):
        above = os.path.dirname(place)
        if above == place:
            return None
        place = above
    return place
