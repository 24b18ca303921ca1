"""Is every place of the schemas exercised by a good and by a bad example?

The good examples are written by hand: ``tests/schemas/good/``. The bad ones are made from them, each by breaking one
thing, because hand-written ones would soon be fewer than the schemas have places. ``make test`` demands that nothing is
left out; ``PYTHONPATH=scripts:tests python -m schema_coverage`` shows how many places of which kind there are.

A *place* is anything that can be right or wrong: a definition, a field, a reference, a branch, one name under
``required``, one value of an ``enum``, a ``pattern``, and so on: see :mod:`schema_coverage.places`.
"""
