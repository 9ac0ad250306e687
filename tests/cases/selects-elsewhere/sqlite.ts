import type { Elsewhere } from "./elsewhere.ts";

/** After the examples of sqlite.org and the cases of SQLite's own test suite (public domain). */
export const sqlite: Elsewhere = {
  schema: `
    CREATE TABLE t0 (x INTEGER PRIMARY KEY, y TEXT);
    CREATE TABLE t1 (a INTEGER PRIMARY KEY, b TEXT, c TEXT DEFAULT 'none');
    CREATE TABLE org (name TEXT PRIMARY KEY, boss TEXT REFERENCES org, height INT) WITHOUT ROWID;
    CREATE TABLE left_side (a INTEGER, b INTEGER NOT NULL);
    CREATE TABLE right_side (b INTEGER NOT NULL, c INTEGER);
    CREATE TABLE computed (
      w REAL NOT NULL, h REAL, area REAL GENERATED ALWAYS AS (w * h) STORED, wide INT AS (w > 10) VIRTUAL NOT NULL,
      label TEXT AS ('w' || w) VIRTUAL
    );
    CREATE TABLE vocabulary (word TEXT PRIMARY KEY, count INT DEFAULT 1);
    CREATE TABLE loose (word TEXT PRIMARY KEY, amount NUMERIC, bare);
    CREATE VIEW both_sides AS SELECT l.a, l.b, r.c FROM left_side l LEFT JOIN right_side r USING (b);
  `,
  rows: [
    `INSERT INTO t0 VALUES (1, 'aaa'), (2, 'ccc'), (3, NULL), (5, 'eee'), (6, 'fff');
     INSERT INTO t1 VALUES (1, 'A', 'one'), (2, 'B', 'two'), (3, NULL, NULL), (4, 'D', 'one'), (5, NULL, '{"x": 1}'), (6, 'E', NULL);
     INSERT INTO org VALUES ('ann', NULL, NULL), ('bob', 'ann', 3), ('cy', 'bob', 4);
     INSERT INTO left_side VALUES (1, 1), (NULL, 2), (3, 9);
     INSERT INTO right_side VALUES (1, 10), (2, NULL), (7, 70);
     INSERT INTO computed (w, h) VALUES (1, NULL), (20, 2);
     INSERT INTO vocabulary VALUES ('one', 1), ('jovial', NULL), (NULL, 1), ('A', 1);
     INSERT INTO loose VALUES (NULL, NULL, NULL), ('a', 1, 'x');`,
    `INSERT INTO t1 VALUES (1, 'A', 'one'), (2, 'A', 'two'), (6, NULL, 'six'), (7, NULL, 'six'), (8, NULL, 'six');
     INSERT INTO left_side VALUES (5, 5);
     INSERT INTO right_side VALUES (6, 6);`,
  ],
  selects: [
    [
      "SELECT x, y, row_number() OVER (ORDER BY y) AS row_number FROM t0 ORDER BY x",
      "x number; y string?; row_number number",
    ],
    [
      "SELECT a, b, group_concat(b, '.') OVER (ORDER BY a ROWS BETWEEN 1 PRECEDING AND 1 FOLLOWING) AS group_concat FROM t1",
      "a number; b string?; group_concat string?",
    ],
    [
      "SELECT c, a, group_concat(a, '.') OVER (PARTITION BY c ORDER BY a RANGE BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING) AS rest FROM t1",
      "c string?; a number; rest string",
    ],
    [
      "SELECT a, sum(a) FILTER (WHERE c <> 'two') OVER (ORDER BY a) AS s FROM t1 WHERE a > 1",
      "a number; s number?",
    ],
    [
      "SELECT count(*) FILTER (WHERE b = 'A') AS n, sum(a) FILTER (WHERE b = 'D') AS s FROM t1 GROUP BY c",
      "n number; s number?",
    ],
    [
      "SELECT a, lag(a, 1, 0) OVER w AS before, lead(b) OVER w AS after FROM t1 WINDOW w AS (ORDER BY a)",
      "a number; before number; after string?",
    ],
    [
      "SELECT sum(a) OVER (ORDER BY a ROWS BETWEEN 3 PRECEDING AND 1 PRECEDING) AS earlier FROM t1",
      "earlier number?",
    ],
    [
      "SELECT max(a) OVER (PARTITION BY b) AS top, ntile(2) OVER (ORDER BY a) AS half FROM t1",
      "top number; half number",
    ],
    [
      "WITH RECURSIVE under_ann(name, level) AS (VALUES('ann', 0) UNION ALL SELECT org.name, under_ann.level + 1 FROM org JOIN under_ann ON org.boss = under_ann.name ORDER BY 2 DESC) SELECT substr('..........', 1, level * 3) || name AS line FROM under_ann",
      "line string",
    ],
    [
      "WITH RECURSIVE works_for(n) AS (VALUES('ann') UNION SELECT name FROM org, works_for WHERE org.boss = works_for.n) SELECT avg(height) AS mean FROM org WHERE org.name IN works_for",
      "mean number?",
    ],
    ["SELECT name, boss, height FROM org", "name string; boss string?; height number?"],
    ["SELECT rowid, a, b FROM left_side", "rowid number; a number?; b number"],
    ["SELECT * FROM left_side NATURAL JOIN right_side", "a number?; b number; c number?"],
    ["SELECT * FROM left_side NATURAL LEFT JOIN right_side", "a number?; b number; c number?"],
    ["SELECT * FROM left_side FULL JOIN right_side USING (b)", "a number?; b number; c number?"],
    [
      "SELECT l.b AS lb, r.b AS rb, b FROM left_side l FULL JOIN right_side r USING (b)",
      "lb number?; rb number?; b number",
    ],
    ["SELECT l.a, r.b FROM left_side l RIGHT JOIN right_side r ON l.b = r.b", "a number?; b number"],
    [
      "SELECT l.b AS lb, r.b AS rb FROM left_side l LEFT JOIN right_side r ON l.b = r.b WHERE r.b > 0",
      "lb number; rb number",
    ],
    ["SELECT r.c FROM left_side l LEFT JOIN right_side r ON l.b = r.b AND r.c IS NOT NULL", "c number?"],
    ["SELECT r.b AS rb FROM left_side l LEFT JOIN right_side r ON l.b = r.b WHERE r.c IS NULL", "rb number?"],
    [
      "SELECT x.b AS xb, y.b AS yb FROM left_side l LEFT JOIN right_side x ON x.b = l.b LEFT JOIN right_side y ON y.b = x.b WHERE y.b IS NOT NULL",
      "xb number; yb number",
    ],
    [
      "SELECT l.b AS lb, r.c AS rc FROM left_side l, right_side r WHERE l.b = r.b AND r.c = l.a * 10",
      "lb number; rc number",
    ],
    ["SELECT * FROM both_sides", "a number?; b number; c number?"],
    ["SELECT b FROM both_sides WHERE c > ?", "b number", [1]],
    ["SELECT c FROM both_sides WHERE c > ?", "c number", [1]],
    ["SELECT * FROM computed", "w number; h number?; area number?; wide number; label string"],
    [
      "INSERT INTO computed (w, h) VALUES (1, ?) RETURNING area, wide",
      "area number?; wide number",
      [4],
      [null],
    ],
    [
      "INSERT INTO vocabulary(word) VALUES('jovial') ON CONFLICT(word) DO UPDATE SET count=count+1 RETURNING word, count",
      "word string; count number?",
    ],
    ["SELECT word, amount, bare FROM loose", "word string?; amount any?; bare any?"],
    ["SELECT typeof(bare) AS t, quote(bare) AS q, hex(bare) AS h FROM loose", "t string; q string; h string"],
    ["SELECT a FROM t1 WHERE b IS DISTINCT FROM 'A'", "a number"],
    ["SELECT b FROM t1 WHERE b IS NOT DISTINCT FROM 'A'", "b string"],
    ["SELECT b FROM t1 WHERE b GLOB 'A*' OR b LIKE 'B%'", "b string"],
    ["SELECT b FROM t1 WHERE a = 3 OR b = 'A'", "b string?"],
    ["SELECT b FROM t1 WHERE b NOTNULL", "b string"],
    ["SELECT b, c FROM t1 WHERE b = c OR b < c", "b string; c string"],
    ["SELECT b FROM t1 WHERE b BETWEEN 'A' AND 'C'", "b string"],
    ["SELECT b FROM t1 WHERE (b, c) IN (SELECT 'A', 'one')", "b string"],
    ["SELECT b FROM t1 EXCEPT SELECT y FROM t0 WHERE y IS NOT NULL", "b string?"],
    ["SELECT b FROM t1 INTERSECT SELECT word FROM vocabulary", "b string?"],
    ["SELECT a FROM t1 UNION ALL SELECT height FROM org", "a number?"],
    [
      "SELECT a / 2 AS half, a % 2 AS odd, a << 1 AS twice, a | 1 AS up FROM t1",
      "half number; odd number; twice number; up number",
    ],
    ["SELECT b || c AS bc, b || NULL AS bn, a || '' AS text FROM t1", "bc string?; bn any?; text string"],
    ["SELECT max(a, 3) AS m, min(b, c) AS n, nullif(b, 'A') AS u FROM t1", "m number; n string?; u string?"],
    [
      "SELECT replace(b, 'A', 'x') AS r, ltrim(c) AS l, unicode(c) AS u, char(65, 66) AS ab FROM t1",
      "r string?; l string?; u number?; ab string",
    ],
    [
      "SELECT iif(a > 1, b, c) AS i, iif(b IS NULL, 'none', b) AS j, coalesce(b, c, 'x') AS k FROM t1",
      "i string?; j string; k string",
    ],
    [
      "SELECT date('now', '-1 day') AS d, strftime('%Y', 'now') AS y, unixepoch() AS u, julianday('now') AS j",
      "d string; y string; u number; j number",
    ],
    [
      "SELECT name, type, \"notnull\", dflt_value, pk FROM pragma_table_info('t1')",
      "name string; type string; notnull number; dflt_value string?; pk number",
    ],
    ["SELECT name, sql FROM sqlite_master WHERE type = 'table'", "name string; sql string~"],
    [
      "SELECT group_concat(b ORDER BY a DESC) AS g, count(DISTINCT c) AS n, json_group_array(a) AS j FROM t1",
      "g string?; n number; j string",
    ],
    [
      "SELECT b, count(*) AS n, max(a) AS top FROM t1 GROUP BY b HAVING count(*) >= 1 ORDER BY n DESC",
      "b string?; n number; top number",
    ],
    ["SELECT b, c FROM t1 GROUP BY b HAVING max(a)", "b string?; c string?"],
    ["SELECT max(a) AS top, b FROM t1", "top number?; b string?"],
    [
      "SELECT (SELECT max(a) FROM t1) AS top, (SELECT a FROM t1 WHERE a = 4) AS none, (SELECT count(*) FROM t1) AS n",
      "top number?; none number?; n number",
    ],
    [
      "SELECT (SELECT 1) AS one, (SELECT b FROM t1 ORDER BY a LIMIT 1 OFFSET 1) AS second",
      "one number; second string?",
    ],
    [
      "SELECT t1.a, s.n FROM t1 JOIN (SELECT c, count(*) AS n FROM t1 GROUP BY c) s ON s.c = t1.c",
      "a number; n number",
    ],
    [
      "SELECT t1.a, s.n FROM t1 LEFT JOIN (SELECT c, count(*) AS n FROM t1 GROUP BY c) s ON s.c = t1.c",
      "a number; n number?",
    ],
    [
      "SELECT EXISTS (SELECT 1 FROM t1) AND a > 1 AS e, a NOT IN (1, 2) AS i, b IN ('A', 'B') AS j FROM t1",
      "e number; i number; j number?",
    ],
    [
      "SELECT CAST(b AS INTEGER) AS i, CAST(a AS TEXT) AS s, CAST(a AS BLOB) AS z FROM t1",
      "i number?; s string; z bytes",
    ],
    [
      "SELECT json_extract('{\"a\": 2}', '$.a') AS v, '{\"a\": 2}' ->> 'a' AS w, json_object('a', a) AS o FROM t1",
      "v any~; w any~; o string",
    ],
    [
      "SELECT json_type(c, '$.x') AS t, json_valid(b) AS ok FROM t1 WHERE c IS NULL OR json_valid(c)",
      "t string?; ok number?",
    ],
    ["SELECT value, key FROM json_each('[1, 2]')", "value any~; key any~"],
    ['SELECT a AS "the a", b AS [the b], c AS `the c` FROM t1', "the a number; the b string?; the c string?"],
    [
      "SELECT t1.*, t0.y FROM t1 JOIN t0 ON t0.x = t1.a WHERE t0.y <> ''",
      "a number; b string?; c string?; y string",
    ],
    [
      "WITH s(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM s WHERE i < 3) SELECT s.i, t1.b FROM s LEFT JOIN t1 ON t1.a = s.i",
      "i number; b string?",
    ],
    ["UPDATE t1 SET b = (SELECT y FROM t0 WHERE x = t1.a) RETURNING a, b", "a number; b string?"],
    ["DELETE FROM t1 WHERE b = 'A' AND c IS NOT NULL RETURNING a, b, c", "a number; b string; c string"],
    [
      "REPLACE INTO t0 VALUES (?, ?) RETURNING x, y, length(y) AS n",
      "x number; y string?; n number?",
      [1, null],
      [1, "z"],
    ],
    [
      "INSERT INTO vocabulary (word) VALUES (?) RETURNING word, count",
      "word string?; count number",
      ["new"],
      [null],
    ],
    ["INSERT INTO t1 (b) VALUES ('b') RETURNING b, c", "b string; c string"],
    [
      "SELECT count(*) FILTER (WHERE c IS NULL) AS empty, sum(a) OVER () AS whole FROM t1 GROUP BY a",
      "empty number; whole number",
    ],
  ],
};
