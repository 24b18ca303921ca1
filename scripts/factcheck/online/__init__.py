"""Asking other hosts: the only room that uses the network, and only for ``links`` and ``verify``."""
