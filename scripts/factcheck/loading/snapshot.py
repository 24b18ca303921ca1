"""The files of a project at one moment: which there are, and a key for the content of each."""

import json
from dataclasses import dataclass
from pathlib import Path

from factcheck.cache import code_digest, digest
from factcheck.finding import Finding
from factcheck.loading.fact_files import FoundFiles, find_files
from factcheck.loading.other_files import check_schema_folder, site_address
from factcheck.loading.page_files import DocsFiles, find_docs
from factcheck.loading.record_file import file_keys
from factcheck.schema.schemas import Schemas


@dataclass(frozen=True, kw_only=True)
class Snapshot:
    """The files of a project at one moment, with a key for the content of each record file."""

    found: FoundFiles
    keys: tuple[bytes, ...]
    docs: DocsFiles
    other_findings: tuple[Finding, ...]
    """What is wrong with files in ``schemas/``."""
    site: str | None
    """The address of the site."""
    schemas: Schemas
    judges: bytes
    """A digest of the schemas and of our code."""

    @property
    def key(self) -> bytes:
        """A digest of everything that a report depends on, but for its surroundings."""
        findings = repr((self.found.findings, self.other_findings, self.site)).encode("utf-8", "surrogatepass")
        return digest(self.judges, findings, digest(*self.keys), self.docs.key)


def take_snapshot(root: Path, schemas: Schemas | None = None) -> Snapshot:
    """Look at all files of the project at `root`.

    Raises:
        SetupError: a schema is missing, or cannot be used.
    """
    schemas = schemas or Schemas.of(root)
    judges = digest(code_digest(), json.dumps(schemas.schemas).encode())
    found = find_files(root)
    return Snapshot(
        found=found,
        keys=tuple(file_keys(found.files, judges)),
        docs=find_docs(root),
        other_findings=tuple(check_schema_folder(root)),
        site=site_address(root),
        schemas=schemas,
        judges=judges,
    )
