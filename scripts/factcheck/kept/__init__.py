"""What is kept from one run for the next: what stood in the files, what was found in them, and which rests on which."""
