"""Evidence: which tickets stand behind one finding, the most fitting first."""

from collections.abc import Iterable, Mapping

from guidelint.finding import Evidence
from guidelint.model.guide import Guide
from guidelint.model.ticket import Ticket


def evidence_for(
    guide: Guide,
    backing: Iterable[Ticket],
    fitting: Iterable[str],
    tickets: Mapping[str, Ticket],
    files: Mapping[str, str],
    *,
    illustrations: bool,
) -> tuple[Evidence, ...]:
    """The rule's `backing` tickets and those `fitting` this very place, without illustrations unless asked for.

    Order: fitting ones, then tickets about this guide, then the region's, then the rest as they come.
    """
    chosen = {id: tickets[id] for id in fitting if id in tickets}
    ranked = sorted(backing, key=lambda t: (t.guide != guide.id, guide.region is None or t.region != guide.region))
    chosen |= {t.id: t for t in ranked if t.id not in chosen}
    return tuple(
        Evidence(t.id, t.received, t.channel, t.summary, t.cite, t.url, files.get(t.id))
        for t in chosen.values()
        if illustrations or not t.is_illustration
    )
