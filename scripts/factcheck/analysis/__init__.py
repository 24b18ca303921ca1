"""What follows from the records: pure computations that checks and pages share."""
