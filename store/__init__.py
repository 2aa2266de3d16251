"""The only room that knows sqlite_utils: migrations, save, load, views, search."""
