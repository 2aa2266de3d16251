"""One file per field of a claim; each gives Mentions with spans and knows nothing of its siblings."""
