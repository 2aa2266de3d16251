-- One flat row a claim: what most people want. `dates` is an ISO 8601 interval, '..' for a side that is not known.
CREATE VIEW delegations AS
SELECT
  c.id AS id,
  (SELECT group_concat(city_id, ', ') FROM (SELECT city_id FROM claim_cities WHERE claim_id = c.id ORDER BY position))
    AS city,
  (SELECT group_concat(country_id, ', ') FROM
    (SELECT country_id FROM claim_countries WHERE claim_id = c.id AND position IS NOT NULL ORDER BY position))
    AS countries,
  c.country_count AS country_count,
  c.delegates AS delegates,
  c.delegates_qualifier AS qualifier,
  c.delegates_max AS delegates_max,
  (SELECT group_concat(name, ', ') FROM (SELECT name FROM claim_sites WHERE claim_id = c.id ORDER BY position))
    AS sites,
  CASE
    WHEN c.date_start IS NULL AND c.date_end IS NULL THEN NULL
    WHEN c.date_start IS c.date_end THEN c.date_start
    ELSE coalesce(c.date_start, '..') || '/' || coalesce(c.date_end, '..')
  END AS dates,
  c.date_start AS date_start,
  c.date_end AS date_end,
  c.kind AS kind,
  c.status AS status,
  c.confidence AS confidence,
  (SELECT group_concat(name, ', ') FROM (SELECT name FROM claim_groups WHERE claim_id = c.id ORDER BY position))
    AS groups,
  (SELECT group_concat(name, ', ') FROM (SELECT name FROM claim_organizations WHERE claim_id = c.id ORDER BY position))
    AS organizations,
  a.title AS title,
  a.publisher AS publisher,
  a.published AS published,
  a.url AS url,
  c.quote AS quote,
  a.source_id AS source_id,
  c.article_id AS article_id
FROM claims c JOIN articles a ON a.id = c.article_id;
