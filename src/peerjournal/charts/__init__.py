"""Values to figures, with the sentence and the table behind each: what is drawn, said and listed is the same."""

import os

from peerjournal.paths import cache_folder

# matplotlib writes down which fonts this computer has, and nothing else; it does so in our own folder. To be said
# before it loads.
os.environ.setdefault("MPLCONFIGDIR", str(cache_folder() / "charts"))
