-- The first layout. Times are UTC ISO 8601 texts, days are 'YYYY-MM-DD', lists keep their order in `position`.
-- Closed sets are those of the codebook. An id in TEXT is a hash of what the row says (store/ids.py).

CREATE TABLE sources (
  id TEXT PRIMARY KEY NOT NULL CHECK (id <> ''),
  name TEXT NOT NULL,
  region TEXT,
  family TEXT,
  url TEXT
) STRICT;

CREATE TABLE runs (
  id INTEGER PRIMARY KEY,
  command TEXT NOT NULL,
  started_at TEXT NOT NULL,
  finished_at TEXT,
  outcome TEXT NOT NULL DEFAULT 'running' CHECK (outcome IN ('running', 'done', 'failed', 'interrupted'))
) STRICT;

CREATE TABLE source_runs (
  id INTEGER PRIMARY KEY,
  run_id INTEGER NOT NULL REFERENCES runs(id) ON DELETE CASCADE,
  source_id TEXT NOT NULL REFERENCES sources(id),
  outcome TEXT NOT NULL CHECK (outcome IN ('done', 'failed')),
  listed INTEGER NOT NULL CHECK (listed >= 0),
  fetched INTEGER NOT NULL CHECK (fetched >= 0),
  failed INTEGER NOT NULL CHECK (failed >= 0),
  articles_new INTEGER NOT NULL CHECK (articles_new >= 0),
  articles_revised INTEGER NOT NULL CHECK (articles_revised >= 0),
  reason TEXT,
  finished_at TEXT NOT NULL,
  UNIQUE (run_id, source_id)
) STRICT;

CREATE TABLE pages (
  id TEXT PRIMARY KEY NOT NULL,
  url TEXT NOT NULL,
  final_url TEXT NOT NULL,
  fetched_at TEXT NOT NULL,
  status INTEGER NOT NULL,
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
  size INTEGER NOT NULL CHECK (size >= 0),
  content_type TEXT,
  etag TEXT,
  last_modified TEXT,
  source_id TEXT REFERENCES sources(id),
  run_id INTEGER REFERENCES runs(id) ON DELETE SET NULL,
  archive_file TEXT,
  archive_offset INTEGER,
  archive_length INTEGER,
  CHECK ((archive_file IS NULL) = (archive_offset IS NULL) AND (archive_file IS NULL) = (archive_length IS NULL))
) STRICT;
CREATE INDEX pages_url ON pages(url, fetched_at);

CREATE TABLE articles (
  id TEXT PRIMARY KEY NOT NULL,
  url TEXT NOT NULL,
  title TEXT NOT NULL,
  text TEXT NOT NULL,
  published TEXT,
  modified TEXT,
  publisher TEXT,
  department TEXT,
  licence TEXT,
  method TEXT NOT NULL,
  blocks TEXT NOT NULL CHECK (json_valid(blocks)),
  digest TEXT NOT NULL,
  source_id TEXT REFERENCES sources(id),
  page_id TEXT REFERENCES pages(id),
  first_seen TEXT NOT NULL,
  seen_at TEXT NOT NULL
) STRICT;
CREATE INDEX articles_published ON articles(published);
CREATE INDEX articles_page ON articles(page_id);
CREATE INDEX articles_source ON articles(source_id);

CREATE TABLE article_revisions (
  id TEXT PRIMARY KEY NOT NULL,
  article_id TEXT NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
  digest TEXT NOT NULL,
  title TEXT NOT NULL,
  text TEXT NOT NULL,
  published TEXT,
  page_id TEXT REFERENCES pages(id),
  seen_at TEXT NOT NULL,
  UNIQUE (article_id, digest)
) STRICT;

CREATE TABLE attachments (
  id TEXT PRIMARY KEY NOT NULL,
  article_id TEXT NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  url TEXT NOT NULL,
  media TEXT NOT NULL,
  status TEXT NOT NULL
    CHECK (status IN ('unread', 'ok', 'empty', 'encrypted', 'broken', 'too_large', 'unsupported')),
  text TEXT NOT NULL
) STRICT;
CREATE INDEX attachments_article ON attachments(article_id);

-- Names in force, as the lexicon has them; a claim may name a city before its lexicon row is loaded.
CREATE TABLE cities (
  id TEXT PRIMARY KEY NOT NULL CHECK (id <> ''),
  code TEXT,
  parent TEXT,
  valid_from TEXT,
  valid_to TEXT
) STRICT;

CREATE TABLE countries (
  id TEXT PRIMARY KEY NOT NULL CHECK (id GLOB '[A-Z][A-Z]' AND id <> 'KR'),
  name TEXT
) STRICT;

CREATE TABLE claims (
  id TEXT PRIMARY KEY NOT NULL,
  article_id TEXT NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('visit', 'total')),
  status TEXT NOT NULL CHECK (status IN ('completed', 'planned')),
  country_count INTEGER CHECK (country_count > 0),
  delegates INTEGER CHECK (delegates > 0),
  delegates_qualifier TEXT CHECK (delegates_qualifier IN ('exact', 'over', 'about', 'under', 'range')),
  delegates_max INTEGER,
  date_start TEXT CHECK (date_start GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  date_end TEXT CHECK (date_end GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  confidence TEXT NOT NULL CHECK (confidence IN ('high', 'medium', 'low')),
  quote TEXT NOT NULL,
  quote_start INTEGER,
  quote_end INTEGER,
  extractor TEXT NOT NULL,
  lexicon TEXT NOT NULL,
  kiwi TEXT NOT NULL,
  CHECK ((delegates IS NULL) = (delegates_qualifier IS NULL)),
  CHECK ((delegates_qualifier IS 'range') = (delegates_max IS NOT NULL)),
  CHECK (delegates_max IS NULL OR delegates_max >= delegates),
  CHECK ((quote = '') = (quote_start IS NULL) AND (quote = '') = (quote_end IS NULL))
) STRICT;
CREATE INDEX claims_article ON claims(article_id);
CREATE INDEX claims_dates ON claims(date_start, date_end);

CREATE TABLE claim_cities (
  id TEXT PRIMARY KEY NOT NULL,
  claim_id TEXT NOT NULL REFERENCES claims(id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  city_id TEXT NOT NULL REFERENCES cities(id),
  UNIQUE (claim_id, city_id)
) STRICT;
CREATE INDEX claim_cities_city ON claim_cities(city_id);

-- `position` is null where a country stands in the split of the count alone.
CREATE TABLE claim_countries (
  id TEXT PRIMARY KEY NOT NULL,
  claim_id TEXT NOT NULL REFERENCES claims(id) ON DELETE CASCADE,
  position INTEGER,
  country_id TEXT NOT NULL REFERENCES countries(id),
  delegates INTEGER CHECK (delegates > 0),
  UNIQUE (claim_id, country_id),
  CHECK (position IS NOT NULL OR delegates IS NOT NULL)
) STRICT;
CREATE INDEX claim_countries_country ON claim_countries(country_id);

CREATE TABLE claim_sites (
  id TEXT PRIMARY KEY NOT NULL,
  claim_id TEXT NOT NULL REFERENCES claims(id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  name TEXT NOT NULL CHECK (name <> '')
) STRICT;
CREATE INDEX claim_sites_claim ON claim_sites(claim_id);

CREATE TABLE claim_organizations (
  id TEXT PRIMARY KEY NOT NULL,
  claim_id TEXT NOT NULL REFERENCES claims(id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  name TEXT NOT NULL CHECK (name <> '')
) STRICT;
CREATE INDEX claim_organizations_claim ON claim_organizations(claim_id);

CREATE TABLE claim_groups (
  id TEXT PRIMARY KEY NOT NULL,
  claim_id TEXT NOT NULL REFERENCES claims(id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  name TEXT NOT NULL CHECK (name <> '')
) STRICT;
CREATE INDEX claim_groups_claim ON claim_groups(claim_id);

-- Either the characters that say it, or the reason why there are none.
CREATE TABLE evidence (
  id TEXT PRIMARY KEY NOT NULL,
  claim_id TEXT NOT NULL REFERENCES claims(id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  field TEXT NOT NULL CHECK (field <> ''),
  value TEXT NOT NULL,
  rule TEXT NOT NULL,
  "start" INTEGER,
  "end" INTEGER,
  quote TEXT,
  reason TEXT,
  CHECK (
    ("start" >= 0 AND "end" > "start" AND quote <> '')
    OR ("start" IS NULL AND "end" IS NULL AND quote IS NULL AND reason IS NOT NULL AND reason <> '')
  )
) STRICT;
CREATE INDEX evidence_claim ON evidence(claim_id);

CREATE TABLE checks (
  id TEXT PRIMARY KEY NOT NULL,
  article_id TEXT NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
  rule TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('ok', 'conflict')),
  claims TEXT NOT NULL CHECK (json_valid(claims)),
  detail TEXT NOT NULL
) STRICT;
CREATE INDEX checks_article ON checks(article_id);

CREATE TABLE figures (
  id TEXT PRIMARY KEY NOT NULL,
  event TEXT NOT NULL,
  part_of TEXT,
  kind TEXT NOT NULL CHECK (kind IN ('visit', 'total')),
  status TEXT NOT NULL CHECK (status IN ('completed', 'planned')),
  city TEXT NOT NULL,
  period TEXT NOT NULL,
  date_start TEXT,
  date_end TEXT,
  countries TEXT NOT NULL,
  what TEXT NOT NULL CHECK (what IN ('delegates', 'country_count')),
  value INTEGER,
  maximum INTEGER,
  qualifier TEXT CHECK (qualifier IN ('exact', 'over', 'about', 'under', 'range')),
  state TEXT NOT NULL CHECK (state IN ('agree', 'conflict', 'single')),
  outlets INTEGER NOT NULL,
  origins INTEGER NOT NULL,
  CHECK ((value IS NULL) = (qualifier IS NULL))
) STRICT;

CREATE TABLE figure_claims (
  id TEXT PRIMARY KEY NOT NULL,
  figure_id TEXT NOT NULL REFERENCES figures(id) ON DELETE CASCADE,
  claim_id TEXT NOT NULL REFERENCES claims(id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  origin INTEGER NOT NULL,
  value INTEGER,
  maximum INTEGER,
  qualifier TEXT CHECK (qualifier IN ('exact', 'over', 'about', 'under', 'range'))
) STRICT;
CREATE INDEX figure_claims_figure ON figure_claims(figure_id);
CREATE INDEX figure_claims_claim ON figure_claims(claim_id);

-- What a person set right. `claim_id` is no reference: a correction outlives the claim that it corrects.
CREATE TABLE corrections (
  id INTEGER PRIMARY KEY,
  article_id TEXT NOT NULL REFERENCES articles(id),
  claim_id TEXT,
  field TEXT NOT NULL,
  old_value TEXT,
  new_value TEXT,
  reason TEXT NOT NULL CHECK (reason <> ''),
  author TEXT NOT NULL CHECK (author <> ''),
  made_at TEXT NOT NULL
) STRICT;

CREATE TABLE problems (
  id TEXT PRIMARY KEY NOT NULL,
  run_id INTEGER REFERENCES runs(id) ON DELETE CASCADE,
  source_id TEXT REFERENCES sources(id),
  url TEXT NOT NULL,
  stage TEXT NOT NULL CHECK (stage IN ('list', 'fetch', 'clean', 'attachment', 'extract', 'source', 'ingest')),
  reason TEXT NOT NULL CHECK (reason <> ''),
  detail TEXT NOT NULL,
  seen_at TEXT NOT NULL
) STRICT;
CREATE INDEX problems_source ON problems(source_id);

CREATE TABLE frontier (
  id TEXT PRIMARY KEY NOT NULL,
  url TEXT NOT NULL,
  data TEXT NOT NULL,
  source_id TEXT NOT NULL REFERENCES sources(id),
  note TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'done', 'failed')),
  tries INTEGER NOT NULL CHECK (tries >= 0),
  next_at TEXT NOT NULL,
  reason TEXT
) STRICT;
CREATE INDEX frontier_due ON frontier(state, source_id, next_at);
