"""What a plugin marks its hooks with, and the version of the hooks it can rely on."""

from __future__ import annotations

import pluggy

hookimpl = pluggy.HookimplMarker("newsnorm")
"""The marker with which a plugin says that a function of its implements a hook."""

API_VERSION = 1
"""The version of the hooks, specs and protocols.

It grows when something a plugin relies on goes or changes its meaning; additions do not count.
A plugin that needs more than the first version says so with `NEWSNORM_API = 2` in its module,
and is refused by a newsnorm that is older.
"""
