import type { Elsewhere } from "./elsewhere.ts";

/** After the end-to-end tests for SQLite of sqlc-dev/sqlc (MIT): what its generated row types hold. */
export const sqlc: Elsewhere = {
  schema: `
    CREATE TABLE writers (id INTEGER PRIMARY KEY, name TEXT NOT NULL, bio TEXT, score REAL NOT NULL DEFAULT 0);
    CREATE TABLE posts (
      id INTEGER PRIMARY KEY, writer_id INTEGER NOT NULL REFERENCES writers (id), title TEXT, created TEXT NOT NULL
    );
    CREATE TABLE things (
      id INTEGER PRIMARY KEY, title VARCHAR(255), code VARYING CHARACTER(10), price DECIMAL(10,5), flag BOOLEAN,
      big UNSIGNED BIG INT, data BLOB, untyped, ratio DOUBLE PRECISION, weird FOO BAR(3), created DATETIME,
      n INT NOT NULL, label NCHAR(5)
    );
    CREATE TABLE strict_things (id INTEGER, anything ANY, body TEXT, amount REAL, raw BLOB, n INT) STRICT;
    CREATE TABLE calendar (
      id integer PRIMARY KEY, year INTEGER NOT NULL, name text not null, parent_id INTEGER REFERENCES calendar (id)
    );
    CREATE TABLE cities (slug TEXT PRIMARY KEY NOT NULL, name TEXT NOT NULL);
    CREATE TABLE venues (
      id INTEGER PRIMARY KEY AUTOINCREMENT, slug TEXT NOT NULL, name VARCHAR(255) NOT NULL,
      city TEXT NOT NULL REFERENCES cities (slug), playlist VARCHAR(255), tags TEXT, status TEXT CHECK (status IN ('op!en', 'closed'))
    );
    CREATE TABLE super_authors (id integer PRIMARY KEY, name text NOT NULL DEFAULT 'nobody', bio text, parent_id integer);
    CREATE VIRTUAL TABLE search USING fts5 (content);
  `,
  rows: [
    `INSERT INTO writers VALUES (1, 'ada', NULL, 1.5), (2, 'bob', 'b', 0);
     INSERT INTO posts VALUES (1, 1, NULL, '2024-01-01'), (2, 1, 'second', '2024-01-02');
     INSERT INTO things VALUES (1, '7', 'c', 1.5, 1, 9, x'01', 'x', 2.5, 3, '2024-01-01', 1, 'l'), (2, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 2, NULL);
     INSERT INTO strict_things VALUES (1, 'a', 'b', 1.5, x'00', 1), (NULL, NULL, NULL, NULL, NULL, NULL);
     INSERT INTO calendar VALUES (1, 2024, 'a', NULL), (2, 2025, 'b', 1), (3, 2025, 'ada', 1);
     INSERT INTO cities VALUES ('ulm', 'Ulm'), ('bern', 'Bern');
     INSERT INTO venues VALUES (1, 'hall', 'Hall', 'ulm', NULL, NULL, 'closed'), (2, 'bar', 'Bar', 'ulm', 'p', 't', NULL);
     INSERT INTO super_authors VALUES (1, 'root', NULL, NULL), (2, 'leaf', 'x', 1), (3, 'ada', 'x', 1);
     INSERT INTO search VALUES ('the hall');`,
    `INSERT INTO writers VALUES (1, 'ada', 'x', 1.5);
     INSERT INTO posts VALUES (1, 1, 'first', '2024-01-01');`,
  ],
  selects: [
    [
      "SELECT count(*) AS total, max(id) AS latest, min(created) AS first FROM posts WHERE writer_id = ?",
      "total number; latest number?; first string?",
      [9],
      [1],
    ],
    [
      "SELECT avg(score) AS mean, sum(score) AS sum, sum(id) AS ids, group_concat(name) AS names FROM writers",
      "mean number?; sum number?; ids number?; names string?",
    ],
    [
      "SELECT id, lower(name) AS lname, id + 1 AS next FROM writers WHERE id IN (?, ?)",
      "id number; lname string; next number",
      [1, 2],
    ],
    ["SELECT id, title FROM posts ORDER BY created LIMIT ? OFFSET ?", "id number; title string?", [5, 0]],
    [
      "SELECT w.name, p.title, p.created FROM writers w LEFT JOIN posts p ON p.writer_id = w.id WHERE w.name LIKE ? || '%'",
      "name string; title string?; created string?",
      ["b"],
      ["a"],
    ],
    [
      "INSERT INTO posts (writer_id, title, created) VALUES (?, ?, datetime('now')) RETURNING id, created",
      "id number; created string",
      [1, "t"],
    ],
    [
      "SELECT w.name, p.* FROM writers w JOIN posts p ON p.writer_id = w.id WHERE w.name = ?",
      "name string; id number; writer_id number; title string?; created string",
      ["ada"],
    ],
    ["SELECT id, title FROM posts WHERE title LIKE ? AND created > ?", "id number; title string", ["%", "2"]],
    [
      "SELECT * FROM things",
      "id number; title string?; code string?; price any?; flag boolean?; big number?; data bytes?; untyped any?; ratio number?; weird any?; created any?; n number; label string?",
    ],
    [
      "SELECT * FROM strict_things",
      "id number?; anything any?; body string?; amount number?; raw bytes?; n number?",
    ],
    [
      "SELECT CAST(title AS INTEGER) AS a, CAST(n AS TEXT) AS b, CAST(title AS REAL) AS d, weird + 1 AS e, title || 'x' AS f FROM things",
      "a number?; b string; d number?; e number?; f string?",
    ],
    ["SELECT id FROM things WHERE title = ? AND n = ?", "id number", ["7", 1]],
    [
      "SELECT title, big FROM things WHERE title = ? AND big = ? AND data IS NOT NULL",
      "title string; big number",
      ["7", 9],
    ],
    [
      "SELECT writers.*, (SELECT count(*) FROM writers) AS total_count FROM writers",
      "id number; name string; bio string?; score number; total_count number",
    ],
    [
      "INSERT INTO writers (name, bio) VALUES (?, ?) RETURNING *",
      "id number; name string; bio string?; score number",
      ["x", null],
      ["x", "b"],
    ],
    [
      'SELECT name AS the_name, bio AS "about" FROM writers AS w WHERE w.id = ?1',
      "the_name string; about string?",
      { 1: 1 },
      { 1: 2 },
    ],
    [
      "SELECT EXISTS (SELECT 1 FROM writers WHERE name = ?) AS found, NOT EXISTS (SELECT 1 FROM posts) AS none",
      "found number; none number",
      ["ada"],
    ],
    ["SELECT count(*) FROM writers WHERE id NOT IN (SELECT writer_id FROM posts)", "count(*) number"],
    ["SELECT city, count(*) FROM venues GROUP BY 1 ORDER BY 1", "city string; count(*) number"],
    [
      "SELECT city, count(*) AS held FROM venues GROUP BY city HAVING held > ?",
      "city string; held number",
      [0],
    ],
    [
      "DELETE FROM venues WHERE slug = ? RETURNING id, status",
      "id number; status string?",
      ["bar"],
      ["hall"],
    ],
    ["INSERT INTO cities (name, slug) VALUES (?, ?) RETURNING *", "slug string; name string", ["Rom", "rom"]],
    [
      "INSERT INTO venues (slug, name, city, status) VALUES ('a', 'b', 'ulm', ?) ON CONFLICT DO NOTHING RETURNING id",
      "id number",
      ["closed"],
    ],
    [
      "INSERT INTO cities (slug, name) VALUES (?, ?) ON CONFLICT (slug) DO UPDATE SET name = excluded.name RETURNING slug, name",
      "slug string; name string",
      ["ulm", "New"],
    ],
    [
      "SELECT a.name, b.name AS alias_name FROM super_authors a LEFT JOIN super_authors b ON a.parent_id = b.id",
      "name string; alias_name string?",
    ],
    ["SELECT DISTINCT ON_.city FROM venues ON_", "city string"],
    ["SELECT slug, name FROM cities UNION SELECT slug, name FROM venues", "slug string; name string"],
    ["SELECT name FROM cities UNION ALL SELECT bio FROM writers", "name string?"],
    ["SELECT bio FROM writers EXCEPT SELECT name FROM cities", "bio string?"],
    ["SELECT name FROM super_authors INTERSECT SELECT name FROM writers", "name string"],
    [
      "WITH all_count AS (SELECT count(*) AS n FROM posts), ready AS (SELECT count(*) AS n FROM posts WHERE title IS NOT NULL) SELECT all_count.n AS all_posts, ready.n AS with_title FROM all_count, ready",
      "all_posts number; with_title number",
    ],
    [
      "WITH cte AS (SELECT name, bio FROM writers) SELECT c.* FROM cte AS c WHERE bio IS NOT NULL",
      "name string; bio string",
    ],
    [
      "WITH RECURSIVE tree AS (SELECT id, parent_id, name, 0 AS depth FROM calendar WHERE parent_id IS NULL UNION ALL SELECT c.id, c.parent_id, c.name, tree.depth + 1 FROM calendar c JOIN tree ON c.parent_id = tree.id) SELECT id, parent_id, name, depth FROM tree",
      "id number; parent_id number?; name string; depth number",
    ],
    [
      "SELECT coalesce(bio, '') AS about, coalesce(bio, NULL) AS maybe, ifnull(bio, name) AS shown FROM writers",
      "about string; maybe string?; shown string",
    ],
    ["SELECT CASE WHEN title IS NULL THEN 'none' ELSE title END AS t FROM posts", "t string"],
    ["SELECT CASE id WHEN 1 THEN name END AS t FROM writers", "t string?"],
    [
      "SELECT w.id FROM writers w WHERE (SELECT max(created) FROM posts p WHERE p.writer_id = w.id) > ?",
      "id number",
      ["2"],
    ],
    [
      "SELECT id, (SELECT title FROM posts p WHERE p.writer_id = w.id LIMIT 1) AS any_title, (SELECT count(*) FROM posts p WHERE p.writer_id = w.id) AS posts FROM writers w",
      "id number; any_title string?; posts number",
    ],
    [
      "SELECT year, CASE WHEN COUNT(*) > 1 THEN group_concat(name) ELSE NULL END AS names FROM calendar GROUP BY year",
      "year number; names string?",
    ],
    ["SELECT max(coalesce(p.id, 0)) AS newest FROM posts p", "newest number?"],
    [
      "SELECT w.id, count(p.id) AS posts, max(p.created) AS latest FROM writers w LEFT JOIN posts p ON p.writer_id = w.id GROUP BY w.id",
      "id number; posts number; latest string?",
    ],
    [
      "SELECT w.id, total(p.id) AS t, sum(p.id) AS s FROM writers w JOIN posts p ON p.writer_id = w.id GROUP BY w.id",
      "id number; t number; s number",
    ],
    ["SELECT name FROM writers WHERE bio = ? ORDER BY score DESC LIMIT 1", "name string", ["b"]],
    ["SELECT bio FROM writers WHERE bio IN (?, ?)", "bio string", ["b", "c"]],
    ["SELECT bio FROM writers WHERE bio NOT IN ('c')", "bio string"],
    ["SELECT bio FROM writers WHERE NOT bio = ?", "bio string", ["z"]],
    ["SELECT bio FROM writers WHERE NOT (bio IS NULL OR name = 'x')", "bio string"],
    ["SELECT bio FROM writers WHERE length(bio) > 0 AND score >= 0", "bio string"],
    ["SELECT bio FROM writers WHERE bio IS ?", "bio string?", [null], ["b"]],
    ["SELECT bio FROM writers WHERE bio IS NOT 'z'", "bio string?"],
    ["SELECT bio FROM writers WHERE coalesce(bio, '') <> 'x'", "bio string?"],
    ["SELECT rowid, content FROM search WHERE content MATCH ?", "rowid number; content any~", ["hall"]],
    [
      "SELECT venues.name AS venue, cities.name AS city FROM venues JOIN cities ON cities.slug = venues.city WHERE playlist IS NULL",
      "venue string; city string",
    ],
    [
      "UPDATE writers SET bio = ?, name = upper(name) WHERE id = ? RETURNING name, bio, score",
      "name string; bio string?; score number",
      [null, 1],
      ["x", 1],
    ],
    ["UPDATE venues SET tags = 'x' RETURNING id, tags, playlist", "id number; tags string; playlist string?"],
    ["SELECT p.title, w.name FROM posts p CROSS JOIN writers w", "title string?; name string"],
    [
      "SELECT * FROM calendar AS a RIGHT JOIN writers AS w ON a.name = w.name",
      "id number; year number?; name string; parent_id number?; bio string?; score number",
    ],
    [
      "SELECT a.id AS a, w.id AS w FROM calendar a FULL OUTER JOIN writers w ON a.id = w.id + 1",
      "a number?; w number?",
    ],
    [
      "SELECT printf('%s-%d', name, id) AS tag, substr(name, 1, 3) AS short, length(bio) AS size FROM writers",
      "tag string; short string; size number?",
    ],
    ["SELECT group_concat(name, ', ') AS names FROM writers GROUP BY bio", "names string"],
    [
      "SELECT sum(score) OVER (ORDER BY id) AS running, row_number() OVER (PARTITION BY bio ORDER BY id) AS place FROM writers",
      "running number; place number",
    ],
    [
      "SELECT round(avg(score), 1) AS mean, abs(min(id)) AS least FROM writers",
      "mean number?; least number?",
    ],
    [
      "SELECT w.id, max(p.created) AS latest FROM writers w LEFT JOIN posts p ON p.writer_id = w.id GROUP BY w.id HAVING count(p.id) > 0",
      "id number; latest string",
    ],
    [
      "SELECT w.id, max(p.created) AS latest FROM writers w LEFT JOIN posts p ON p.writer_id = w.id GROUP BY w.id HAVING count(w.id) > 0",
      "id number; latest string?",
    ],
    ["SELECT max(score) AS best FROM writers HAVING count(*) > 0", "best number"],
    ["UPDATE writers SET score = score + 1 WHERE bio IS NOT NULL RETURNING id, bio", "id number; bio string"],
    [
      "UPDATE writers SET bio = coalesce(bio, ?) RETURNING name, bio",
      "name string; bio string?",
      [null],
      ["x"],
    ],
    ["UPDATE writers SET (name, bio) = ('n', 'b') RETURNING name, bio", "name string; bio string"],
    [
      "UPDATE posts SET title = w.name FROM writers w WHERE w.id = posts.writer_id RETURNING title",
      "title string",
    ],
    [
      "INSERT INTO venues (slug, name, city) SELECT slug, name, 'bern' FROM cities RETURNING slug, city, playlist",
      "slug string; city string; playlist any?",
    ],
    ["INSERT INTO super_authors DEFAULT VALUES RETURNING id", "id number"],
  ],
};
