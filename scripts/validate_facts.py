"""``python scripts/validate_facts.py`` is ``factcheck validate``, without installing anything."""

from factcheck.cli import run_program

if __name__ == "__main__":
    run_program("validate")
