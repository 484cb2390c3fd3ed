"""Which documents two names denote: from the thesaurus, and where it does not know one, from how names are built."""

from guidelint.language.relation.compare import Relations, relate
from guidelint.language.relation.model import Kind, Relation

__all__ = ["Kind", "Relation", "Relations", "relate"]
