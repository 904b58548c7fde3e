"""A sheet as a file's bytes, one format a module. Pure: no files, no clock, nothing of this computer."""
