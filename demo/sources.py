"""The only place that makes the demo's source files whole: `{base}` becomes the address that a site's server got."""

from demo.content import ROOT
from demo.server import World
from scraper.sources import Source, parse_source


def sources(world: World) -> dict[str, Source]:
    """The sources of the running sites by id, which is the site's key. Raises SourceError for a broken file."""
    found: dict[str, Source] = {}
    for key, base in world.bases.items():
        file = ROOT.joinpath("sources", f"{key}.toml")
        text = file.read_text(encoding="utf-8").replace("{base}", base)
        found[key] = parse_source(key, text.encode(), str(file))
    return found
