"""The item interface of Guangxi: JSON responses with `data.list`, or with `CUSTOM` and every part an array.

Names of parts and keys are those of the published responses, misspelt ones included (`fill_explian`). The codes are
those of the program that reads the interface; see guidelint.exchange.codes.
"""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from guidelint.exchange import codes
from guidelint.exchange.readers import published
from guidelint.exchange.readers.interface import is_guangxi, items_in, key_of, records_in
from guidelint.exchange.readers.jsonlines import Record
from guidelint.exchange.readers.papers import material_type
from guidelint.exchange.readers.reader import Each, Item, Source, version_of
from guidelint.exchange.readers.record import Parts, Rows, first_row, item
from guidelint.model.text import Text

DIALECT = published.Dialect(audience=codes.AUDIENCE_GX, of_material=material_type(codes.FORM, "type"))

PARTS = Parts(
    {"AUDIT_ITEM": published.item(DIALECT), "AUDIT_ITEM_EXTEND": published.EXTEND},
    {
        "AUDIT_ITEM_BYLAW": Rows("legal_basis", published.LAW),
        "AUDIT_ITEM_WINDOW": Rows("windows", published.WINDOW, unnamed="办理窗口"),
        "AUDIT_MATERIAL": Rows("materials", published.material(DIALECT)),
        "AUDIT_ITEM_SPECIAL": Rows("special_procedures", published.SPECIAL, unnamed="其他"),
        "AUDIT_QA": Rows("questions", published.QUESTION, mark="question"),
        "AUDIT_CHARGE": Rows("fees", published.FEE),
        "AUDIT_ITEM_CONDITION": Rows("circumstances", published.CONDITION),
    },
)


class Guangxi:
    """Responses one a file or one a line; records in lists or by themselves."""

    name = "guangxi-json"
    title = Text("广西事项接口 JSON", "JSON of Guangxi's item interface")

    def recognises(self, file: Path) -> bool:
        return is_guangxi(file) is True

    def items(self, sources: Sequence[Source]) -> Iterable[Item]:
        return Each(sources, _items)


def _items(source: Source) -> Iterator[Item]:
    def of(one: Record) -> Iterator[Item]:
        for record in records_in(one.data):
            row = first_row(record, "AUDIT_ITEM")
            key = key_of(row, ("taskcode", "ywcode"), ("taskname",))
            yield item(published.by_circumstance(record), PARTS, source, one.line, key, version_of(row, "publishdate"))

    return items_in(source, of)


READER = Guangxi()
