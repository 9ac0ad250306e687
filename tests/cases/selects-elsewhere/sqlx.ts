import type { Elsewhere } from "./elsewhere.ts";

const letter = "id number; body string; is_sent boolean; sender number?";
/** Nothing is written to sender, which has no default. */
const unsent = "id number; body string; is_sent boolean; sender any?";

/** After the describe and macro tests for SQLite of launchbadge/sqlx (MIT or Apache-2.0). */
export const sqlx: Elsewhere = {
  schema: `
    CREATE TABLE letters (
      id BIGINT NOT NULL PRIMARY KEY, body TEXT NOT NULL, is_sent BOOLEAN NOT NULL DEFAULT TRUE, sender BIGINT
    );
    CREATE TABLE members (id INTEGER NOT NULL PRIMARY KEY, name TEXT NOT NULL, active BOOLEAN);
    CREATE VIEW members_view AS SELECT * FROM members;
    CREATE TABLE samples (
      i1 integer NULL, r1 real NULL, t1 text NULL, b1 blob NULL,
      i2 INTEGER NOT NULL, r2 REAL NOT NULL, t2 TEXT NOT NULL, b2 BLOB NOT NULL
    );
    CREATE TABLE drafts (name TEXT NOT NULL, pages INT);
  `,
  rows: [
    `INSERT INTO letters (id, body, sender) VALUES (1, 'dear', 1), (2, 'hello', NULL);
     INSERT INTO members VALUES (1, 'ada', 1), (2, 'bob', NULL), (3, 'cy', 0);
     INSERT INTO samples VALUES (NULL, NULL, NULL, NULL, 1, 1.5, 't', x'00'), (1, 2.5, 'u', x'01', 2, 2.5, 'v', x'02');
     INSERT INTO drafts VALUES ('one', NULL), ('two', 3);`,
    `INSERT INTO members VALUES (1, 'ada', 1);
     INSERT INTO drafts VALUES ('one', 3);`,
  ],
  selects: [
    ["SELECT * FROM letters", letter],
    ["SELECT CAST(?1 AS REAL) AS x", "x number~", { 1: 1 }],
    [
      "SELECT 1 + 10, 5.12 * 2, 'Hello', x'deadbeef'",
      "1 + 10 number; 5.12 * 2 number; 'Hello' string; x'deadbeef' bytes",
    ],
    [
      "SELECT * FROM samples",
      "i1 number?; r1 number?; t1 string?; b1 bytes?; i2 number; r2 number; t2 string; b2 bytes",
    ],
    [
      "SELECT COUNT(*), pages + 1 AS next, name, 5.12 AS n, 'Hello' AS h FROM drafts",
      "COUNT(*) number; next number?; name string?; n number; h string",
    ],
    ["SELECT *, 5, 'Hello' FROM drafts", "name string; pages number?; 5 number; 'Hello' string"],
    ["SELECT last_insert_rowid() AS id", "id number"],
    ["INSERT INTO letters (id, body) VALUES (20, 'Hello') RETURNING *", unsent],
    ["INSERT INTO letters (id, body) VALUES ($1, $2) returning *", unsent, { 1: 30, 2: "x" }],
    ["INSERT INTO members (name, active) VALUES ('a', true) RETURNING id", "id number"],
    ["UPDATE members SET active=true WHERE name=?1 RETURNING id", "id number", { 1: "ada" }],
    ["DELETE FROM members WHERE name=?1 RETURNING id", "id number", { 1: "ada" }],
    [
      "SELECT id, name, active FROM members WHERE id = ?",
      "id number; name string; active boolean?",
      [2],
      [3],
    ],
    ["SELECT id, name, active FROM members_view", "id number; name string; active boolean?"],
    [
      "select letters.id, members.id AS member from members left join letters on sender = members.id",
      "id number?; member number",
    ],
    [
      "select letters.id, members.name from members inner join letters on sender = members.id",
      "id number; name string",
    ],
    [
      "select letters.id, members.id as m from members left join letters on letters.id = members.id",
      "id number?; m number",
    ],
    ["select id from members group by id", "id number"],
    ["SELECT name FROM members GROUP BY 1 LIMIT -1 OFFSET 1", "name string"],
    ["SELECT sum(id) AS a, sum(is_sent) AS b FROM letters GROUP BY sender", "a number; b number"],
    ["SELECT count(1) AS n FROM members", "n number"],
    ["SELECT sum(is_sent) AS n FROM letters", "n number?"],
    ["SELECT coalesce(sum(is_sent),0) AS n FROM letters", "n number"],
    ["SELECT 'a' AS a, NULL AS b", "a string; b any?"],
    ["SELECT * FROM (SELECT 'a' AS a, NULL AS b)", "a string; b any?"],
    ["WITH cte AS MATERIALIZED (SELECT 'a' AS a, NULL AS b) SELECT * FROM cte", "a string; b any?"],
    [
      "WITH RECURSIVE cte(a,b) AS (SELECT 'a', NULL UNION ALL SELECT a||a, NULL FROM cte WHERE length(a)<3) SELECT * FROM cte",
      "a string; b any?",
    ],
    ["SELECT * FROM (SELECT * FROM letters)", letter],
    ["WITH cte AS (SELECT * FROM letters) SELECT * FROM cte", letter],
    ["SELECT * FROM letters ORDER BY sender DESC, body ASC", letter],
    ["SELECT * FROM letters ORDER BY id NULLS LAST", letter],
    ["SELECT 'a' AS kind, body FROM letters ORDER BY body DESC NULLS LAST", "kind string; body string"],
    [
      "SELECT 'txt' AS a,'a' AS b,null AS c,'b' AS d UNION ALL SELECT 'int',NULL,1,2 ",
      "a string; b string?; c number?; d string/number",
    ],
    [
      "SELECT 'letter' AS kind,body,sender id,null AS x FROM letters UNION SELECT 'member',name,id,active FROM members UNION SELECT 'member',name,id,active FROM members_view UNION SELECT 'none',null,null,null ORDER BY id",
      "kind string; body string?; id number?; x any?",
    ],
    ["SELECT true AS t FROM (SELECT true) a ORDER BY true", "t number"],
    [
      "SELECT true AS t FROM (SELECT 'a') CROSS JOIN (SELECT 'b' FROM (SELECT 'c') CROSS JOIN members ORDER BY id LIMIT 1)",
      "t number",
    ],
    ["SELECT true AS t LIMIT -1 OFFSET -1", "t number"],
    [
      "SELECT body FROM (SELECT null) CROSS JOIN (SELECT body FROM letters GROUP BY body) LIMIT -1 OFFSET -1",
      "body string",
    ],
    ["SELECT m.id,COUNT(m.id) AS n FROM members m", "id number?; n number"],
    [
      "SELECT SUM(letters.body) AS s FROM (SELECT NULL FROM members_view LIMIT -1 OFFSET 1) CROSS JOIN letters",
      "s number?",
    ],
    [
      "SELECT date() AS a, time() AS b, datetime() AS c, julianday() AS d",
      "a string; b string; c string; d number",
    ],
    [
      "SELECT date('now') AS a, time('now', 'start of month') AS b, datetime('now') AS c",
      "a string; b string; c string",
    ],
    [
      "SELECT julianday('now') AS j, strftime('%s','now') AS s, unixepoch('now', 'start of month') AS u",
      "j number; s string; u number",
    ],
    ["SELECT datetime(:at) AS d", "d string~", { at: "now" }],
    [
      "WITH RECURSIVE schedule(day) AS (SELECT datetime('2022-10-01') WHERE datetime('2022-10-01') < datetime('2022-10-04') UNION ALL SELECT datetime(day,'+1 day') FROM schedule WHERE datetime(day) < datetime(?)) SELECT day FROM schedule GROUP BY day",
      "day string~",
      ["2022-10-03"],
    ],
    [
      "select row_number() over () AS a, rank() over () AS b, dense_rank() over () AS c, ntile(1) over () AS d from members",
      "a number; b number; c number; d number",
    ],
    ["select percent_rank() over () AS a, cume_dist() over () AS b from members", "a number; b number"],
    ["select lag(id) over () AS a, lead(name) over () AS b from members", "a number?; b string?"],
    [
      "select first_value(id) over () AS a, last_value(name) over () AS b, first_value(active) over (order by id desc) AS c from members where id < 3",
      "a number; b string; c boolean?",
    ],
    [
      "select nth_value(id,3) over (order by id) AS a, nth_value(name,2) over (order by id) AS b from members",
      "a number?; b string?",
    ],
  ],
};
