"""The preview of `factcheck serve`: pages are made when a browser asks for them, and shown anew after a change."""
