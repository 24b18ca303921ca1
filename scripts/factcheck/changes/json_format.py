"""A change as JSON, for programs."""

import json
from typing import Any

from factcheck.changes.project_change import ProjectChange
from factcheck.changes.record_changes import RecordChange
from factcheck.records.structure import plain
from factcheck.report.printers import finding_as_data

VERSION = 1
"""The version of the format. It changes when a field changes its meaning."""


def change_as_json(change: ProjectChange) -> str:
    """Return what differs between two revisions as one JSON document."""
    document = {
        "version": VERSION,
        "base": change.base,
        "head": change.head,
        "records": [_record(record) for record in change.records],
        "pages": [{"path": page.path, "event": page.event} for page in change.pages],
        "coverage": [{"article": item.article, "before": item.before, "after": item.after} for item in change.coverage],
        "findings": {
            "new": [finding_as_data(finding, change.site) for finding in change.findings.new],
            "gone": [finding_as_data(finding, change.site) for finding in change.findings.gone],
            "known": len(change.findings.known),
        },
        "other_files": list(change.others),
        "unread": list(change.unread),
    }
    return json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False)


def _record(change: RecordChange) -> dict[str, Any]:
    return {
        "kind": change.kind,
        "id": change.id,
        "event": change.event,
        "title": change.title,
        "path": change.path,
        "address": change.address,
        "moved_to": change.moved_to,
        "reason": dict(change.reason),
        "rating": {"before": change.ratings[0], "after": change.ratings[1]},
        "corrections": [plain(correction) for correction in change.corrections],
        "used_by": change.used_by,
        "changes": [
            {"field": list(field.place), "before": field.before, "after": field.after} for field in change.fields
        ],
    }
