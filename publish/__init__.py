"""What a reader gets: comparison tables, files for other tools."""
