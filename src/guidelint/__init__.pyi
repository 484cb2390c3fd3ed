from guidelint.api import check as check
from guidelint.model.errors import CannotCheck as CannotCheck
from guidelint.model.errors import FileError as FileError
from guidelint.model.errors import UsageError as UsageError
from guidelint.model.finding import Edit as Edit
from guidelint.model.finding import Evidence as Evidence
from guidelint.model.finding import Finding as Finding
from guidelint.model.finding import Fix as Fix
from guidelint.model.finding import Location as Location
from guidelint.model.finding import Notice as Notice
from guidelint.model.finding import Witness as Witness
from guidelint.model.position import Position as Position
from guidelint.model.position import Span as Span
from guidelint.model.report import Report as Report
from guidelint.model.rule import Level as Level
from guidelint.model.text import Text as Text

__all__: list[str]
__version__: str
