"""What charts are drawn with takes most of a second to load: it is loaded beside the window, before it is wanted."""

import os
from importlib import import_module

_NEEDED = (
    "peerjournal.wellbeing",  # first: it says how numpy is to work
    "matplotlib.backends.backend_agg",
    "peerjournal.operations.charts",
    "peerjournal.operations.wellbeing",
    "peerjournal.charts.registry",
)


def load_charts() -> None:
    """Load matplotlib and all that charts are made of; at once where it is there already.

    Never in the window's thread, which would stand still meanwhile. Other threads that do the same wait for the first.
    """
    _keep_caches_here()
    for name in _NEEDED:
        import_module(name)
    from peerjournal.charts import look, registry

    registry.kinds()
    look.prepare()


def _keep_caches_here() -> None:
    """matplotlib writes down which fonts this computer has, and nothing else; here it does so in our own folder."""
    # Loaded where needed, as in paths.
    import platformdirs

    folder = platformdirs.user_cache_path("peerjournal", appauthor=False) / "charts"
    os.environ.setdefault("MPLCONFIGDIR", str(folder))
