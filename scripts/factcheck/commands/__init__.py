"""The commands, one module each: what it takes, what it calls, what it prints.

A command reads its arguments, calls something below it and prints the result. The module of a command is imported when
the command is run, so that none waits for what another one needs.
"""

COMMANDS = {
    "validate": "validate_command",
    "build": "build_command",
    "serve": "serve_command",
    "preview": "preview_command",
    "diff": "diff_command",
    "format": "format_command",
    "new": "new_command",
    "correct": "correct_command",
    "fingerprint": "fingerprint_command",
    "due": "due_command",
    "export": "export_command",
    "links": "links_command",
    "verify": "verify_command",
}
"""The name of each command, in the order of the help, and its module, whose attribute ``command`` it is."""

EXIT_FINDINGS = 1
"""The exit code of a command that has found something wrong."""
