"""JSON Schema: it tells whether a document has the right shape and, if not, what is wrong."""
