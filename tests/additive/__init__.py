"""Schemas and API only grow: what was published is kept here, and every later version is held against it.

``past/`` has the schemas of each published version with the good examples of their time, and the descriptions of the
API. ``PYTHONPATH=scripts:tests python -m additive`` (`make freeze`) adds the present version when it has a new number.
"""
