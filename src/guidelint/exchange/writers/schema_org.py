"""Guides as schema.org GovernmentService in JSON-LD, as pages put them in for search engines.

schema.org has no documents to be brought: they stand as text in termsOfService, with the conditions.
"""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from guidelint.exchange.writers.linked import duration
from guidelint.model.guide import Guide

CONTEXT = "https://schema.org"


def schema_org(guides: Iterable[Guide]) -> bytes:
    """One document with all guides, in UTF-8."""
    graph = [_service(guide) for guide in guides]
    return (json.dumps({"@context": CONTEXT, "@graph": graph}, ensure_ascii=False, indent=2) + "\n").encode()


def _service(guide: Guide) -> dict[str, Any]:
    materials = [f"{number}. {one.name}" for number, one in enumerate(guide.materials, 1)]
    return _said(
        {
            "@type": "GovernmentService",
            "@id": f"urn:guidelint:{guide.id}",
            "identifier": guide.code or guide.id,
            "name": guide.title,
            "url": guide.url,
            "areaServed": guide.region,
            "serviceOperator": _said({"@type": "GovernmentOrganization", "name": guide.authority}),
            "audience": [{"@type": "Audience", "audienceType": one} for one in guide.audience],
            "serviceOutput": _said({"@type": "Thing", "name": guide.result}),
            "termsOfService": "\n".join((*guide.conditions, *materials)),
            "availableChannel": _channel(guide),
            "offers": [_said({"@type": "Offer", "name": one.name, "description": one.standard, "priceCurrency": "CNY"}) for one in guide.fees]
            or (_said({"@type": "Offer", "description": guide.amount, "priceCurrency": "CNY"}) if guide.charged else None),
            "isRelatedTo": [{"@id": f"urn:guidelint:{one}"} for one in guide.related],
        }
    )  # fmt: skip


def _channel(guide: Guide) -> Mapping[str, Any]:
    phone = guide.consultation.phone if guide.consultation is not None else None
    place = {"@type": "Place", "name": "、".join(guide.halls), "address": guide.place, "openingHours": guide.hours}
    online = guide.online.url if guide.online is not None else None
    return _said(
        {
            "@type": "ServiceChannel",
            "serviceUrl": online,
            "servicePhone": _said({"@type": "ContactPoint", "telephone": phone}),
            "serviceLocation": _said(place),
            "processingTime": duration(guide.promised_limit),
        }
    )


def _said(node: dict[str, Any]) -> dict[str, Any]:
    """Without what nobody says; nothing where no more than the type is left."""
    kept = {key: value for key, value in node.items() if value}
    return kept if len(kept) > 1 else {}
