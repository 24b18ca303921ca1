"""Attacks on the program, as a stranger's pull request and a bad machine would make them: ``make attack``.

README.md here lists the threats, what stops each, and the test that proves it.
"""
