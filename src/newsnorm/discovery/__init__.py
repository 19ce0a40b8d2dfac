"""Finding names in a dump that no gazetteer has, as a table for a person to edit and load."""
