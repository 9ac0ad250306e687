import type { Stated } from "./elsewhere.ts";

/** Of typesql: compounds, sub-selects, WITH, JSON, windows, what conditions prove, and RETURNING. */
export const composed: readonly Stated[] = [
  ["SELECT id FROM shelves UNION SELECT id FROM plants UNION SELECT id FROM pots", "id number"],
  ["SELECT (SELECT name FROM plants WHERE id = s.id) AS fullname FROM shelves s", "fullname string?"],
  [
    "SELECT (SELECT label AS l FROM pots WHERE id = ?) AS fullname FROM shelves s",
    "fullname string?",
    [77],
    [1],
  ],
  ["WITH names AS (SELECT name FROM plants) SELECT name FROM names", "name string?"],
  [
    "WITH names AS (SELECT id, name FROM plants), room AS (SELECT id, capacity FROM shelves) SELECT n.id, name, capacity FROM names n INNER JOIN room r ON n.id = r.id",
    "id number; name string?; capacity number?",
  ],
  [
    "WITH result AS (SELECT id AS id FROM shelves UNION SELECT id AS id FROM plants) SELECT * FROM result",
    "id number",
  ],
  [
    "WITH t1 AS (SELECT shelves.*, plants.name FROM shelves INNER JOIN plants ON shelves.id = plants.id WHERE shelves.capacity > ? AND plants.name = ?) SELECT t1.* FROM t1 ORDER BY t1.capacity DESC LIMIT 10",
    "id number; capacity number; name string",
    [0, "fern"],
  ],
  [
    "WITH RECURSIVE seq (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM seq WHERE n < 5) SELECT * FROM seq",
    "n number",
  ],
  [
    "WITH RECURSIVE conc (a) AS (SELECT 'a' UNION ALL SELECT concat(a, 'a') FROM conc WHERE LENGTH(a) < 5) SELECT * FROM conc",
    "a string",
  ],
  [
    "WITH RECURSIVE cte AS (SELECT 1 AS n, 'abc' AS str UNION ALL SELECT n + 1, CONCAT(str, str) FROM cte WHERE n < 3) SELECT * FROM cte",
    "n number; str string",
  ],
  [
    "WITH RECURSIVE days (day) AS (SELECT MIN(date(taken, 'auto')) FROM readings UNION ALL SELECT date(day, '+1 day') FROM days WHERE date(day, '+1 day') <= '2024-01-03') SELECT * FROM days",
    "day string?",
  ],
  [
    "WITH RECURSIVE parent AS (SELECT id, capacity FROM shelves WHERE id = ? UNION ALL SELECT s.id, s.capacity FROM shelves s INNER JOIN parent p ON s.id = p.capacity WHERE p.capacity IS NOT NULL) SELECT id, capacity FROM parent WHERE id <> ?",
    "id number; capacity number?",
    [1, 7],
  ],
  [
    "SELECT id, :capacity AS capacity FROM (SELECT id FROM shelves t WHERE t.capacity = :capacity) t",
    "id number; capacity any~",
    { capacity: 2 },
  ],
  [
    "SELECT j.key, j.value, j.type, j.id AS node, j.parent, j.fullkey, j.path FROM json_each('{\"a\": null}') j",
    "key any~; value any~; type string; node number; parent any~; fullkey string; path string",
  ],
  ["SELECT d.id, d.body, j.type FROM documents d, json_each(body) j", "id number; body string; type string"],
  [
    "SELECT json(body) AS a, json(extra) AS b, jsonb(body) AS c, jsonb(extra) AS d FROM documents",
    "a string; b string?; c bytes; d bytes?",
  ],
  [
    "SELECT json_array(1,2,'3',4) AS a, json_array(NULL) AS b, jsonb_array(1, 2) AS c",
    "a string; b string; c bytes",
  ],
  [
    "SELECT json_array_length('[1, 2, 3]') AS a, json_error_position(body) AS b FROM documents",
    "a number; b number",
  ],
  ["SELECT MIN(json_extract(body, '$.value')) AS least FROM documents", "least any?"],
  ["SELECT ROW_NUMBER() OVER() as num FROM shelves", "num number"],
  ["SELECT *, (ROW_NUMBER() OVER()) as num FROM shelves", "id number; capacity number?; num number"],
  [
    "SELECT FIRST_VALUE(id) OVER() AS firstId, LAST_VALUE(name) OVER(ORDER BY id DESC) AS lastName, RANK() OVER() AS r, DENSE_RANK() OVER() AS d FROM plants WHERE id < 3",
    "firstId number; lastName string?; r number; d number",
  ],
  ["SELECT capacity+10 FROM shelves WHERE capacity IS NOT NULL", "capacity+10 number"],
  ["SELECT s.capacity + capacity AS twice FROM shelves s WHERE s.capacity IS NOT NULL", "twice number"],
  ["SELECT s.capacity FROM shelves s WHERE id IS NOT NULL", "capacity number?"],
  [
    "SELECT capacity FROM shelves WHERE capacity IS NOT NULL OR (id > 0 OR capacity IS NOT NULL)",
    "capacity number?",
  ],
  [
    "SELECT capacity FROM shelves WHERE capacity IS NOT NULL AND (id > 0 OR capacity IS NOT NULL)",
    "capacity number",
  ],
  [
    "SELECT capacity FROM shelves WHERE capacity IS NOT NULL OR (id > 0 AND (id < 10 AND capacity IS NOT NULL))",
    "capacity number",
  ],
  ["SELECT capacity FROM shelves WHERE id > 0 AND id < 10 AND capacity > 1", "capacity number"],
  [
    "SELECT capacity FROM shelves WHERE capacity IS NOT NULL OR (capacity > 1 AND capacity IS NULL)",
    "capacity number",
  ],
  ["SELECT capacity FROM shelves WHERE 10 > capacity", "capacity number"],
  ["SELECT capacity + id AS both FROM shelves WHERE id > 1", "both number?"],
  ["SELECT sum(capacity) AS total FROM shelves WHERE capacity > 10", "total number?"],
  [
    "SELECT name FROM plants WHERE name IS NOT NULL UNION SELECT id FROM shelves UNION SELECT capacity FROM shelves WHERE capacity IS NOT NULL",
    "name string/number",
  ],
  [
    "SELECT name FROM plants WHERE name IS NOT NULL UNION SELECT id FROM shelves UNION SELECT capacity FROM shelves",
    "name string/number?",
  ],
  [
    "SELECT *, (SELECT note FROM plants WHERE id = 1) AS note FROM shelves WHERE capacity IS NOT NULL UNION SELECT * FROM plants WHERE name IS NOT NULL",
    "id number; capacity string/number; note string?",
  ],
  [
    "SELECT (SELECT id FROM shelves WHERE id = 10) AS s, name, name AS name2 FROM plants WHERE name = 'fern'",
    "s number?; name string; name2 string",
  ],
  [
    "SELECT id + (SELECT id FROM plants WHERE id = 5 AND id IS NOT NULL) AS n FROM shelves m1 WHERE id IS NOT NULL",
    "n number?",
  ],
  ["SELECT name FROM (SELECT id AS name FROM plants) t1", "name number"],
  [
    "SELECT * FROM (SELECT * FROM plants WHERE name IS NOT NULL OR note IS NOT NULL) t1",
    "id number; name string?; note string?",
  ],
  [
    "SELECT * FROM (SELECT * FROM (SELECT * FROM plants WHERE name IS NOT NULL AND note IS NOT NULL) t1) t2",
    "id number; name string; note string",
  ],
  ["SELECT name FROM (SELECT name FROM plants) t WHERE name IS NOT NULL", "name string"],
  ["SELECT concat(id, NULL, id) AS c, concat(id, '-', capacity) AS d FROM shelves", "c string; d string"],
  ["SELECT CASE WHEN id = 1 THEN id ELSE capacity END AS c FROM shelves", "c number?"],
  [
    "SELECT CASE WHEN id = 1 THEN id ELSE capacity END AS c FROM shelves WHERE capacity IS NOT NULL",
    "c number",
  ],
  ["SELECT id*2.5 AS a, id+NULL AS b, id + id AS c FROM shelves", "a number; b any?; c number"],
  ["SELECT quantity FROM shelves, (SELECT count(*) AS quantity FROM plants) t2", "quantity number"],
  [
    "SELECT COALESCE(id, capacity, id+id) AS a, COALESCE(capacity, NULL) AS b FROM shelves",
    "a number; b number?",
  ],
  [
    "SELECT trim(name) AS t, substring(name, 1, 2) AS s, upper(note) AS u FROM plants",
    "t string?; s string?; u string?",
  ],
  ["INSERT INTO pots (label) VALUES (?) RETURNING *", "id number; price any?; label string", ["tub"]],
  [
    "INSERT INTO shelves (capacity) VALUES (?) RETURNING id, capacity",
    "id number; capacity number?",
    [null],
    [4],
  ],
  [
    "UPDATE shelves SET capacity = ? WHERE id = ? RETURNING *",
    "id number; capacity number?",
    [null, 1],
    [4, 1],
  ],
  ["DELETE FROM plants WHERE id = ? RETURNING id, name", "id number; name string?", [2]],
];
