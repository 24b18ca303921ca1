"""The pictures that stand for a page where somebody shares a link to it: what is on them, and how they are drawn."""
