"""Settings for all tests."""

from hypothesis import settings

# Time depends on the machine and on what else it does; it decides nothing here.
settings.register_profile("newsnorm", deadline=None)
settings.load_profile("newsnorm")
