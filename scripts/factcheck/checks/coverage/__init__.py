"""Every part of an article is accounted for (COV), and no records have got lost (FIL)."""
