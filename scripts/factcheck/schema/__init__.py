"""JSON Schema: whether a document has the right shape and, if not, what is wrong with it."""
