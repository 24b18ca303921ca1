"""Reading the files of a project: the records as plain data or findings, and the other files that checks need."""
