"""newsnorm: raw news text in, text that other programs can trust out.

It cleans, canonicalises entities and finds duplicates, and can always say what it did and why.

>>> import newsnorm
>>> article = newsnorm.load("news").normalize("MOSCOW, February 2. /TASS/. Talks in Kiev went on.")
>>> article.text
'Talks in Kiev went on.'
>>> [(mention.surface, mention.name) for mention in article.mentions]
[('Kiev', 'Kyiv')]
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

_HOME = {
    "alias_tables": ("read_gazetteer", "read_names"),
    "alignment": ("Alignment", "Change", "replay", "undo"),
    "article": (
        "Article", "Dateline", "Entity", "Mention", "NormalizedArticle", "Relation", "Undecided",
    ),
    "components": (
        "Add", "ArticleFacts", "ArticleView", "Candidate", "Canonicalizer", "CanonicalizerSpec",
        "Cleaner", "CleanerSpec", "Decide", "Deduplicator", "DeduplicatorSpec", "DocumentView",
        "GazetteerSpec", "Option", "PairRule", "Preset", "Reader", "ReaderSpec", "Verdict",
        "Withdraw",
    ),
    "columns": ("Ragged", "Rows"),
    "config": ("Config", "Insert"),
    "duplicates": ("ClusterRow", "Duplicates"),
    "edits": ("Edit", "Edits", "Extraction", "Row", "rows"),
    "errors": (
        "ConfigError", "DamagedIndex", "DuplicatePlugin", "EditError", "GazetteerError",
        "InputError", "NewsnormError", "PluginError", "PluginNotFound", "RuleError", "StyleError",
    ),
    "gazetteer": ("Alias", "Gazetteer", "Holder", "local_id", "without_accents"),
    "hooks": ("API_VERSION", "hookimpl"),
    "index.changes": ("ClusterChange", "Match"),
    "index.index": ("Index",),
    "io.inputs": ("InputOptions", "Limits"),
    "io.records": ("Raw",),
    "packs": ("Pack", "read_pack"),
    "pipeline": ("Pipeline", "load"),
    "remembering": ("per_gazetteer",),
    "rulecleaner": ("RuleCleaner",),
    "rules": ("Delete", "Example", "Extract", "Replace", "Rule", "Scope"),
    "style.rewriting": ("Rendered",),
    "style.tables": ("Style", "StyleRow", "read_style"),
    "textlines": ("lines_of",),
}  # fmt: skip
_MODULE_OF = {name: module for module, names in _HOME.items() for name in names}

if TYPE_CHECKING:
    from newsnorm.alias_tables import read_gazetteer as read_gazetteer
    from newsnorm.alias_tables import read_names as read_names
    from newsnorm.alignment import Alignment as Alignment
    from newsnorm.alignment import Change as Change
    from newsnorm.alignment import replay as replay
    from newsnorm.alignment import undo as undo
    from newsnorm.article import Article as Article
    from newsnorm.article import Dateline as Dateline
    from newsnorm.article import Entity as Entity
    from newsnorm.article import Mention as Mention
    from newsnorm.article import NormalizedArticle as NormalizedArticle
    from newsnorm.article import Relation as Relation
    from newsnorm.article import Undecided as Undecided
    from newsnorm.columns import Ragged as Ragged
    from newsnorm.columns import Rows as Rows
    from newsnorm.components import Add as Add
    from newsnorm.components import ArticleFacts as ArticleFacts
    from newsnorm.components import ArticleView as ArticleView
    from newsnorm.components import Candidate as Candidate
    from newsnorm.components import Canonicalizer as Canonicalizer
    from newsnorm.components import CanonicalizerSpec as CanonicalizerSpec
    from newsnorm.components import Cleaner as Cleaner
    from newsnorm.components import CleanerSpec as CleanerSpec
    from newsnorm.components import Decide as Decide
    from newsnorm.components import Deduplicator as Deduplicator
    from newsnorm.components import DeduplicatorSpec as DeduplicatorSpec
    from newsnorm.components import DocumentView as DocumentView
    from newsnorm.components import GazetteerSpec as GazetteerSpec
    from newsnorm.components import Option as Option
    from newsnorm.components import PairRule as PairRule
    from newsnorm.components import Preset as Preset
    from newsnorm.components import Reader as Reader
    from newsnorm.components import ReaderSpec as ReaderSpec
    from newsnorm.components import Verdict as Verdict
    from newsnorm.components import Withdraw as Withdraw
    from newsnorm.config import Config as Config
    from newsnorm.config import Insert as Insert
    from newsnorm.duplicates import ClusterRow as ClusterRow
    from newsnorm.duplicates import Duplicates as Duplicates
    from newsnorm.edits import Edit as Edit
    from newsnorm.edits import Edits as Edits
    from newsnorm.edits import Extraction as Extraction
    from newsnorm.edits import Row as Row
    from newsnorm.edits import rows as rows
    from newsnorm.errors import ConfigError as ConfigError
    from newsnorm.errors import DamagedIndex as DamagedIndex
    from newsnorm.errors import DuplicatePlugin as DuplicatePlugin
    from newsnorm.errors import EditError as EditError
    from newsnorm.errors import GazetteerError as GazetteerError
    from newsnorm.errors import InputError as InputError
    from newsnorm.errors import NewsnormError as NewsnormError
    from newsnorm.errors import PluginError as PluginError
    from newsnorm.errors import PluginNotFound as PluginNotFound
    from newsnorm.errors import RuleError as RuleError
    from newsnorm.errors import StyleError as StyleError
    from newsnorm.gazetteer import Alias as Alias
    from newsnorm.gazetteer import Gazetteer as Gazetteer
    from newsnorm.gazetteer import Holder as Holder
    from newsnorm.gazetteer import local_id as local_id
    from newsnorm.gazetteer import without_accents as without_accents
    from newsnorm.hooks import API_VERSION as API_VERSION
    from newsnorm.hooks import hookimpl as hookimpl
    from newsnorm.index.changes import ClusterChange as ClusterChange
    from newsnorm.index.changes import Match as Match
    from newsnorm.index.index import Index as Index
    from newsnorm.io.inputs import InputOptions as InputOptions
    from newsnorm.io.inputs import Limits as Limits
    from newsnorm.io.records import Raw as Raw
    from newsnorm.packs import Pack as Pack
    from newsnorm.packs import read_pack as read_pack
    from newsnorm.pipeline import Pipeline as Pipeline
    from newsnorm.pipeline import load as load
    from newsnorm.remembering import per_gazetteer as per_gazetteer
    from newsnorm.rulecleaner import RuleCleaner as RuleCleaner
    from newsnorm.rules import Delete as Delete
    from newsnorm.rules import Example as Example
    from newsnorm.rules import Extract as Extract
    from newsnorm.rules import Replace as Replace
    from newsnorm.rules import Rule as Rule
    from newsnorm.rules import Scope as Scope
    from newsnorm.style.rewriting import Rendered as Rendered
    from newsnorm.style.tables import Style as Style
    from newsnorm.style.tables import StyleRow as StyleRow
    from newsnorm.style.tables import read_style as read_style
    from newsnorm.textlines import lines_of as lines_of


if not TYPE_CHECKING:  # which would take every misspelt name for one that comes from here

    def __getattr__(name: str) -> Any:
        """Import public names when they are first used (PEP 562): `import newsnorm` stays cheap."""
        if name not in _MODULE_OF:
            raise AttributeError(f"module 'newsnorm' has no attribute {name!r}")
        value = getattr(import_module(f"newsnorm.{_MODULE_OF[name]}"), name)
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    return [*globals(), *_MODULE_OF]
