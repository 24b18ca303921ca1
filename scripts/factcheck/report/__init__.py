"""The report of a run, and how it is shown: as text, as annotations on GitHub, as JSON."""
