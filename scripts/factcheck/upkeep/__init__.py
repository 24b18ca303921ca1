"""What goes out of date by itself: reviews that are due, and addresses that no longer lead anywhere. Pure."""
