"""The preview of `factcheck serve`: it makes each page when a browser asks for it."""
