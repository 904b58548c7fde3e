"""The workshop of one telling, step by step; no step must be done, and none comes before another."""
