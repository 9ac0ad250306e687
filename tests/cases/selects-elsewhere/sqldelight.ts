import type { Elsewhere } from "./elsewhere.ts";

/** After the compiler tests of sqldelight/sqldelight (Apache-2.0): javaType and nullability of result columns. */
export const sqldelight: Elsewhere = {
  schema: `
    CREATE TABLE marks (MarkId INTEGER NOT NULL, MarkText TEXT NOT NULL COLLATE NOCASE, SecondId INTEGER NOT NULL, PRIMARY KEY (MarkId));
    CREATE TABLE texts (id INTEGER PRIMARY KEY AUTOINCREMENT, some_text TEXT NOT NULL);
    CREATE TABLE employees (id INTEGER NOT NULL PRIMARY KEY, department TEXT NOT NULL, name TEXT NOT NULL, bio TEXT);
    CREATE TABLE sums (exact INTEGER NOT NULL, loose INTEGER, part REAL NOT NULL);
    CREATE TABLE pairs (value1 TEXT, value2 TEXT NOT NULL);
    CREATE TABLE mixed (integerVal INTEGER NOT NULL, realVal REAL NOT NULL, nullableRealVal REAL, textVal TEXT, blobVal BLOB);
    CREATE TABLE first_half (val1 TEXT NOT NULL);
    CREATE TABLE second_half (val2 TEXT NOT NULL);
    CREATE TABLE model_a (_id INTEGER NOT NULL PRIMARY KEY, name TEXT NOT NULL, address TEXT NOT NULL, status TEXT NOT NULL);
    CREATE TABLE model_b (_id INTEGER NOT NULL PRIMARY KEY, nameB TEXT NOT NULL, address TEXT NOT NULL);
    CREATE VIEW joined AS SELECT _id, name, NULL AS nameB FROM model_a UNION SELECT _id, NULL, nameB FROM model_b;
    CREATE TABLE states (id TEXT NOT NULL PRIMARY KEY, status TEXT, attr TEXT);
    CREATE TABLE target (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, coacheeId INTEGER NOT NULL, name TEXT NOT NULL);
    CREATE TABLE challengeTarget (targetId INTEGER NOT NULL, challengeId INTEGER NOT NULL);
    CREATE TABLE challenge (id INTEGER NOT NULL, cancelledAt INTEGER, emoji TEXT NOT NULL);
    CREATE TABLE song (title TEXT, track_number INTEGER, album_id INTEGER);
    CREATE VIEW first_song AS SELECT * FROM song WHERE track_number = 1;
    CREATE VIEW titled (heading, place) AS SELECT title, track_number FROM song WHERE title IS NOT NULL;
  `,
  rows: [
    `INSERT INTO marks VALUES (1, 'a', 2);
     INSERT INTO texts VALUES (0, 'a'), (1, 'b');
     INSERT INTO employees VALUES (1, 'x', 'ada', NULL), (2, 'x', 'bob', 'b');
     INSERT INTO sums VALUES (1, NULL, 1.5), (2, 3, 2.0);
     INSERT INTO pairs VALUES (NULL, 'b'), ('a', 'a');
     INSERT INTO mixed VALUES (1, 1.5, NULL, NULL, NULL), (2, 2.5, 3.5, 't', x'01'), (3, 1.5, NULL, 'u', NULL), (4, 1.5, NULL, NULL, x'02');
     INSERT INTO first_half VALUES ('a');
     INSERT INTO model_a VALUES (1, 'a', 'street', 'on');
     INSERT INTO model_b VALUES (1, 'a', 'street'), (2, 'b', 'lane');
     INSERT INTO states VALUES ('a', NULL, NULL), ('b', 'on', 'x');
     INSERT INTO target VALUES (1, 1, 't'), (2, 1, 'u');
     INSERT INTO challengeTarget VALUES (1, 1);
     INSERT INTO challenge VALUES (1, NULL, ':)');
     INSERT INTO song VALUES (NULL, NULL, NULL), ('s', 1, 1), (NULL, 1, NULL), ('t', NULL, 1), (NULL, 2, 1);`,
    `INSERT INTO first_half VALUES ('a'); INSERT INTO second_half VALUES ('a');`,
  ],
  selects: [
    [
      "SELECT * FROM marks WHERE SecondId = ? AND MarkText LIKE ? ESCAPE '\\' COLLATE NOCASE",
      "MarkId number; MarkText string; SecondId number",
      [2, "a"],
    ],
    [
      "SELECT CASE id WHEN 0 THEN some_text ELSE some_text + id END AS indexed FROM texts",
      "indexed string/number",
    ],
    ["SELECT id, CAST (id AS TEXT) FROM texts", "id number; CAST (id AS TEXT) string"],
    [
      "SELECT * FROM employees WHERE department = ? AND (name LIKE '%' || ? || '%' OR bio LIKE '%' || ? || '%') ORDER BY department",
      "id number; department string; name string; bio string?",
      ["x", "a", "b"],
    ],
    ["SELECT round(1.123123) AS a, round(1.12312, 3) AS b", "a number; b number"],
    ["SELECT sum(exact) AS e, sum(loose) AS l, sum(part) AS p FROM sums", "e number?; l number?; p number?"],
    ["SELECT lower(value1) AS a, lower(value2) AS b FROM pairs", "a string?; b string"],
    [
      "SELECT instr(value1, value2) AS a, instr(value2, value1) AS b, instr(value2, value2) AS c FROM pairs",
      "a number?; b number?; c number",
    ],
    ["SELECT randomblob(4) AS a, zeroblob(10) AS b", "a bytes; b bytes"],
    ["SELECT total(loose) AS t FROM sums", "t number"],
    ["SELECT avg(loose) AS t, avg(part) AS p FROM sums", "t number?; p number?"],
    ["SELECT abs(loose) AS a, abs(part) AS b FROM sums", "a number?; b number"],
    [
      "SELECT coalesce(integerVal, realVal) AS a, coalesce(nullableRealVal, textVal) AS b, coalesce(textVal, blobVal, integerVal) AS c FROM mixed",
      "a number; b number/string?; c string/bytes/number",
    ],
    [
      "SELECT max(integerVal, realVal) AS a, max(integerVal, nullableRealVal) AS b, max(nullableRealVal) AS c FROM mixed",
      "a number?; b number?; c number?",
    ],
    [
      "SELECT max(integerVal) AS a, min(textVal) AS b, min(blobVal) AS c FROM mixed",
      "a number?; b string?; c bytes?",
    ],
    [
      "SELECT max(integerVal, textVal) AS a, min(realVal, integerVal, 3) AS b FROM mixed",
      "a string?; b number",
    ],
    ["SELECT MIN(exact) - 1 AS before FROM sums", "before number?"],
    ["SELECT nullif(exact, part) AS n, nullif(exact, 1) AS m FROM sums", "n number?; m number?"],
    [
      "SELECT value1 FROM pairs LIMIT CASE WHEN (SELECT 1) < :a THEN :b ELSE :c END",
      "value1 string?",
      { a: 2, b: 5, c: 5 },
    ],
    ["SELECT * FROM first_half LEFT OUTER JOIN second_half", "val1 string; val2 string?"],
    ["SELECT * FROM first_half JOIN second_half ON val1 = val2", "val1 string; val2 string"],
    [
      "SELECT value2, value1 FROM pairs UNION SELECT value2, nullif(value2, 1 == 1) FROM pairs",
      "value2 string; value1 string?",
    ],
    ["SELECT value2 AS a, NULL AS b FROM pairs UNION SELECT NULL, value2 FROM pairs", "a string?; b string?"],
    [
      "SELECT value2 AS a, value2 AS b FROM pairs UNION SELECT value2, nullif(value2, value1) FROM pairs",
      "a string; b string?",
    ],
    [
      "SELECT * FROM model_a JOIN model_b ON model_a.name = model_b.nameB UNION SELECT * FROM model_a JOIN model_b ON model_a.address = model_b.address",
      "_id number; name string; address string; status string; nameB string",
    ],
    ["SELECT name, nameB FROM joined", "name string?; nameB string?"],
    ["SELECT _id FROM joined WHERE name IS NOT NULL", "_id number"],
    ["SELECT * FROM joined WHERE name IS NOT NULL", "_id number; name string; nameB any?"],
    [
      "SELECT '1' AS is_cool, '2' AS get_cheese, '3' AS stuff",
      "is_cool string; get_cheese string; stuff string",
    ],
    [
      "SELECT * FROM (SELECT *, 1 AS ordering FROM states WHERE states.attr IS NOT NULL UNION SELECT *, 2 AS ordering FROM states WHERE states.attr IS NULL)",
      "id string; status string?; attr string?; ordering number",
    ],
    [
      "SELECT target.id AS id, target.name AS name, GROUP_CONCAT(challenge.emoji, '') AS emojis FROM target LEFT JOIN challengeTarget ON challengeTarget.targetId = target.id LEFT JOIN challenge ON challengeTarget.challengeId = challenge.id AND challenge.cancelledAt IS NULL WHERE target.coacheeId = ? GROUP BY 1 ORDER BY target.name COLLATE NOCASE ASC",
      "id number; name string; emojis string?",
      [1],
    ],
    ["SELECT value1, CAST(value1 AS BLOB) AS bar FROM pairs", "value1 string?; bar bytes?"],
    ["SELECT * FROM song WHERE album_id = ?", "title string?; track_number number?; album_id number", [1]],
    ["SELECT * FROM first_song", "title string?; track_number number; album_id number?"],
    ["SELECT heading, place FROM titled", "heading string; place number?"],
    ["SELECT t.heading || '!' AS loud FROM titled t ORDER BY place", "loud string"],
    ["SELECT count(*) AS n, count(DISTINCT value1) AS d FROM pairs", "n number; d number"],
  ],
};
