"""How the tables and columns of a database are called where they do not have the published names: a file in YAML."""

from collections.abc import Mapping
from pathlib import Path

import msgspec
import yaml
from msgspec import Struct, field

from guidelint.model.errors import CannotCheck, FileError
from guidelint.model.text import Text
from guidelint.source.decode import read_whole


class Profile(Struct, frozen=True, forbid_unknown_fields=True):
    """`tables` names the part that a table is (basic, extend, material, fee_project, questions, item_condition,
    material_condition), `columns` by table the published name of each column that has another. Without `tables` every
    table is known by its columns."""

    tables: Mapping[str, str] = field(default_factory=dict)
    columns: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def renamed(self, table: str, column: str) -> str:
        return self.columns.get(table, {}).get(column, column)


def profile(file: Path) -> Profile:
    """Raises CannotCheck."""
    try:
        return msgspec.convert(yaml.safe_load(read_whole(file, str(file))) or {}, Profile)
    except (yaml.YAMLError, msgspec.ValidationError, UnicodeDecodeError) as error:
        why = " ".join(str(error).split())
        said = Text(f"不是合格的表名对照：{why}", f"not a profile of tables: {why}")
        raise CannotCheck([FileError(str(file), 1, 1, said)]) from None
