"""The one form that a file of records is written in, and how a file is brought into it.

The fields stand in the order of the schema, indented by two blanks, lists in from their field; texts have
quotation marks only where YAML needs them, and are folded where a line would become too long. So the same content is
always the same file: a change shows what was changed and nothing else, and a program can write a file anew
without a trace. An editor that formats with Prettier leaves the form as it is: ``npx prettier@3 --check facts`` shows
it. Comments are kept.
"""
