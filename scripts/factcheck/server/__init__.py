"""The preview of `factcheck serve`: it makes a page when a browser asks for it, and again after every change."""
