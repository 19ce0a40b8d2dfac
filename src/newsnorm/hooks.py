"""The marker with which a plugin says that a function of its implements a hook."""

from __future__ import annotations

import pluggy

hookimpl = pluggy.HookimplMarker("newsnorm")
"""Put it on a function named after a hook of `newsnorm.hookspecs`."""
