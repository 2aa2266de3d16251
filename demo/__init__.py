"""The demo's world: invented press boards and papers, served on loopback, and what a careful reader finds in them."""

from demo.content import Post, Site, load
from demo.expected import Outcome, compare, expected
from demo.server import World, serve
from demo.sources import sources

__all__ = ["Outcome", "Post", "Site", "World", "compare", "expected", "load", "serve", "sources"]
