"""Pure computations over the records, which checks and pages share."""
