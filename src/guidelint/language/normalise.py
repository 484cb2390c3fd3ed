"""One spelling for matching: half width, simplified characters, no stray spaces. The file's text never changes."""

from functools import lru_cache

import msgspec

from guidelint.language.traditional import SIMPLIFIED, TRADITIONAL

_FULL = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)} | {
    "　": " ", "〔": "(", "〕": ")", "【": "(", "】": ")", "[": "(", "]": ")", "“": '"', "”": '"', "‘": "'", "’": "'",
    "﹙": "(", "﹚": ")", "·": "·", "﹑": "、", "—": "-", "–": "-", "－": "-", "\u00a0": " ", "\t": " ", "\n": " ", "\r": " ",
}  # fmt: skip
_TABLE = str.maketrans(TRADITIONAL, SIMPLIFIED) | str.maketrans(_FULL)


class Normalised(msgspec.Struct, frozen=True, gc=False):
    """Normal spelling of a text. `offsets` gives for each of its characters the place in the original, plus its end."""

    text: str
    offsets: tuple[int, ...] | None  # None where nothing moved

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The range in the original text of characters `start` to `end` of the normal one."""
        if self.offsets is None or start >= end:
            return start, end
        return self.offsets[start], self.offsets[end - 1] + 1


@lru_cache(maxsize=50_000)
def normalise(text: str) -> Normalised:
    """Full width to half width, brackets and quotation marks to one form, traditional to simplified characters,
    spaces between Chinese characters dropped. Every character stands for one of the original."""
    changed = text.translate(_TABLE)
    if " " not in changed:
        return Normalised(changed, None)
    kept = [at for at, character in enumerate(changed) if character != " " or _keeps_space(changed, at)]
    if len(kept) == len(changed):
        return Normalised(changed, None)
    return Normalised("".join(changed[at] for at in kept), tuple(kept))


def _keeps_space(text: str, at: int) -> bool:
    """A space between two Latin words or numbers means something; beside a Chinese character it is a slip."""
    before = text[:at].rstrip(" ")[-1:]
    after = text[at:].lstrip(" ")[:1]
    return bool(
        before
        and after
        and text[at - 1] != " "
        and before.isascii()
        and after.isascii()
        and before.isalnum()
        and after.isalnum()
    )
