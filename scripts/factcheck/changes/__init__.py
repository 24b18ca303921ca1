"""What a change of the records means for readers: two corpora and their findings become one description of the change.

All of it is pure; ``factcheck diff`` reads the two revisions and prints the result.
"""
