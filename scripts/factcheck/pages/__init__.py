"""From a corpus to HTML bodies, in each language. Pure, and it never imports MkDocs."""
