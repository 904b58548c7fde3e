"""Where help is to be had: emergency numbers, helplines, the person's own people, and something for eyes and breath.

Needs no journal, and nothing that takes long to load.
"""
