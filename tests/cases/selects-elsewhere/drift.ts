import type { Elsewhere } from "./elsewhere.ts";

/** After the tests of the SQL parser of simolus3/drift (MIT): types and nullability of result columns. */
export const drift: Elsewhere = {
  schema: `
    CREATE TABLE demo (id INTEGER NOT NULL PRIMARY KEY, content TEXT NOT NULL);
    CREATE TABLE events (id INTEGER PRIMARY KEY, happened INTEGER, kind TEXT);
    CREATE TABLE names (first TEXT, last TEXT);
    CREATE TABLE nested (id INTEGER NOT NULL, other INTEGER);
  `,
  rows: [
    `INSERT INTO demo VALUES (1, 'a'), (2, 'b'), (3, 'c');
     INSERT INTO events VALUES (1, NULL, NULL), (2, 5, 'x'), (3, 6, NULL);
     INSERT INTO names VALUES (NULL, NULL), ('a', NULL), ('a', 'b');
     INSERT INTO nested VALUES (1, NULL), (2, 2);`,
  ],
  selects: [
    ["SELECT NULL AS n", "n any?"],
    [
      "SELECT TRUE AS a, x'' AS b, '' AS c, 3 AS d, 3.5 AS e",
      "a number; b bytes; c string; d number; e number",
    ],
    ["SELECT CAST(3+4 AS TEXT) AS t", "t string"],
    [
      "SELECT IIF(false, 0, 1) AS a, IIF(true, NULL, 1) AS b, IIF(NULL, 0, 1) AS c",
      "a number; b any?; c number",
    ],
    ["SELECT CASE WHEN false THEN 'one' WHEN true THEN 'two' ELSE 'three' END AS w", "w string"],
    ["SELECT EXISTS(SELECT * FROM demo) AS e, (SELECT COUNT(*) FROM demo) AS n", "e number; n number"],
    ["SELECT 'foo' AS r UNION ALL SELECT NULL AS r", "r string?"],
    ["SELECT NULL AS r UNION ALL SELECT 'foo' AS r", "r string?"],
    [
      "WITH RECURSIVE cnt(x) AS (SELECT 1 UNION ALL SELECT x+1 FROM cnt LIMIT 100) SELECT x FROM cnt",
      "x number",
    ],
    [
      "WITH sq_1 (one) AS (SELECT 1), sq_2 (two) AS (SELECT 2 WHERE 0), sq_3 (three) AS (SELECT 3 WHERE 0) SELECT one, two, three FROM sq_1 LEFT JOIN sq_2 LEFT OUTER JOIN sq_3",
      "one number; two any?; three any?",
    ],
    ["SELECT xxx.id FROM (SELECT * FROM (SELECT id FROM nested) xx) xxx", "id number"],
    [
      "SELECT a1.id AS one, a2.id AS two FROM demo AS a1 LEFT JOIN demo AS a2 ON a1.id < a2.id INNER JOIN demo AS a3 ON TRUE",
      "one number; two number?",
    ],
    [
      "SELECT first, last, first || ' ' || last AS full FROM names",
      "first string?; last string?; full string?",
    ],
    ["SELECT CURRENT_TIMESTAMP AS now, CURRENT_DATE AS today", "now string; today string"],
    ["SELECT COALESCE(NULL, 'foo') AS c, NULLIF(3, 3) AS n", "c string; n any?"],
    [
      "SELECT 'foo' COLLATE NOCASE AS c, 'foo' + 'bar' AS s, 3 / 4 AS q, 3 / 4. AS r",
      "c string; s number; q number; r number",
    ],
    [
      "SELECT GROUP_CONCAT(content) AS g, SUM(id = 2) AS s, MAX(id, 5) AS m FROM demo",
      "g string?; s number?; m number?",
    ],
    ["SELECT unhex('ab') AS u, unixepoch('now') AS e, datetime('now') AS d", "u bytes; e number; d string"],
    [
      "SELECT octet_length(content) AS o, timediff('2024-01-02', '2024-01-01') AS t FROM demo",
      "o number; t string",
    ],
    ["SELECT id FROM demo WHERE content IN (?) OR content == ?", "id number", ["a", "b"]],
    [
      "SELECT d.id, e.kind, e.happened FROM demo d JOIN events e ON d.id = e.id WHERE e.happened = ?",
      "id number; kind string?; happened number",
      [5],
      [6],
    ],
    ["SELECT kind FROM events GROUP BY kind HAVING kind IS NOT NULL", "kind string"],
    [
      "SELECT content COLLATE NOCASE AS c, -id AS m, ~id AS f, +id AS p, NOT id AS n FROM demo",
      "c string; m number; f number; p number; n number",
    ],
    [
      "SELECT id IN (1, 2) AS i, id BETWEEN 1 AND 2 AS b, happened IS NULL AS u, happened = 5 AS q FROM events",
      "i number; b number; u number; q number?",
    ],
    ["SELECT id, kind FROM events WHERE (id, kind) = (2, 'x')", "id number; kind string"],
    [
      "INSERT INTO demo (id, content) VALUES (?, ?) RETURNING id, content, id * 2 AS twice",
      "id number; content string; twice number",
      [9, "n"],
    ],
    ["VALUES (1, 'a'), (2, NULL)", "column1 number; column2 string?"],
    ["SELECT * FROM (VALUES (1, 'a'), (2, 'b')) v", "column1 number; column2 string"],
  ],
};
