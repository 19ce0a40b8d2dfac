"""Reading dumps and writing results."""
