"""What the site publishes for programs: one module an output."""
