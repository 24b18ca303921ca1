"""What the site publishes for programs: each output in a module of its own."""
