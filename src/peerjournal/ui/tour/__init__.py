"""A walk through the program in its real window: every step done as a person does it, a picture of each.

Runs where there is no screen too. Each look is walked through in a process of its own, with a home of its
own that is thrown away; locking replaces that process for real, and the walk goes on in the new one.
"""

from peerjournal.ui.tour.looks import run

__all__ = ["run"]
