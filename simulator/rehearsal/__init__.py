"""Whole runs without a database: replay files, exemplars, and the offline reader they are played with."""
