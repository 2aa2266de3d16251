-- How far back a source's lists were read: the day that the crawl was told to go back to, NULL for the newest pages alone.
ALTER TABLE source_runs ADD COLUMN since TEXT;
CREATE INDEX source_runs_source ON source_runs(source_id);
CREATE INDEX frontier_url ON frontier(url);
