"""``python scripts/validate_facts.py`` is ``factcheck validate``, without installing anything."""

import sys

from factcheck.cli import main

if __name__ == "__main__":
    main(["validate", *sys.argv[1:]])
