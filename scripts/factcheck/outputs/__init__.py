"""What programs take away from the site: one module an output."""
