"""Pure numbers over what was kept: series with honest gaps, summaries, trends, comparisons, own scales."""

import os

# The matrices here are small: several threads for one product cost more than they bring. To be said before numpy loads.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
