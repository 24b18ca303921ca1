"""Every part of an article is accounted for (COV)."""
