"""The project's data files, shipped with the package: lexicons, sources, the demo's sample sites."""
