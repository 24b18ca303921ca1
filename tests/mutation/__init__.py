"""What share of the mistakes that people make in real records do the checks notice? See ``run.py``."""
