"""What charts are drawn with takes most of a second to load: it is loaded beside the window, before it is wanted."""

from importlib import import_module

_NEEDED = (
    "peerjournal.charts",  # first these two: they say how numpy and matplotlib are to work
    "peerjournal.wellbeing",
    "matplotlib.backends.backend_agg",
    "peerjournal.operations.charts",
    "peerjournal.operations.wellbeing",
    "peerjournal.charts.registry",
)


def load_charts() -> None:
    """Load matplotlib and all that charts are made of; at once where it is there already.

    Never in the window's thread, which would stand still meanwhile. Other threads that do the same wait for the first.
    """
    for name in _NEEDED:
        import_module(name)
    from peerjournal.charts import look, registry

    registry.kinds()
    look.prepare()
