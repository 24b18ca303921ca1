"""House style of texts and files (STY)."""
