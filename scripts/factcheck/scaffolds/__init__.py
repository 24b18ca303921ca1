"""New records and corrections, begun from what is known already; what only people can decide is left to do.

A scaffold is plain data. It gets the fields that its schema demands, is written in canonical form, and has no fault but
what is left to do (TDO001).
"""
