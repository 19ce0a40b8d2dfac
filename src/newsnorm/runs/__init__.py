"""A run over a dump: every article in, every article accounted for."""
