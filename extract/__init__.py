"""An Article in, Claims out. `extract.extract(article)` is the door."""
