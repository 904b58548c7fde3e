"""Pure numbers over what was kept: series with honest gaps, summaries, trends, comparisons, own scales."""
