"""The one exception that is meant for people: the set-up is broken, not the data and not our code."""


class SetupError(Exception):
    """The set-up is broken: something that the tool needs is missing. The command line ends with exit code 2."""
