"""House style: one house's names in a rendering of the cleaned text, which itself never changes."""
