"""The web in, an Article out."""
