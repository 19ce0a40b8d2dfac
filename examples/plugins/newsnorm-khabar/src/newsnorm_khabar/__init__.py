"""Datelines and place names of the Kazakh broadcaster Khabar, as data in packs and gazetteers."""
