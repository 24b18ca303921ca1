"""Fact-check site tools: validate structured claims and render them into pages."""

__version__ = "0.1.0"
