"""How the documents of two names stand to each other."""

from typing import Literal

import msgspec

from guidelint.model.text import Text

Kind = Literal["same", "narrower", "broader", "different", "open"]


class Relation(msgspec.Struct, frozen=True):
    """What the demand is relative to the promise.

    `same` and `broader`: whatever the promise's words denote is taken. `narrower`: some of it is not; `witness` is such a
    document. `different`: two papers. `open`: the words do not tell; `unsettled` are the two names, and `reason` says so.
    `family` is the kind of paper that both names end in (申请表, 合同, 票据 …), None where they do not end in the same.
    """

    kind: Kind
    witness: str | None = None
    unsettled: tuple[str, str] | None = None
    family: str | None = None

    @property
    def reason(self) -> Text | None:
        if self.unsettled is None:
            return None
        promise, demand = self.unsettled
        return Text(
            f"“{promise}”和“{demand}”是不是同一份材料，从名称看不出来",
            f"the names do not tell whether “{promise}” and “{demand}” are one document",
        )
