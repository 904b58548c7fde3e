"""Peer Journal: a private, encrypted desktop journal for peer supporters."""

__version__ = "0.1.0"
