import type { Elsewhere } from "./elsewhere.ts";
import { composed } from "./typesql-composed.ts";

/** After the SQLite tests of wsporto/typesql (MIT): names, classes and nullability of columns. */
export const typesql: Elsewhere = {
  schema: `
    CREATE TABLE shelves (id INTEGER PRIMARY KEY AUTOINCREMENT, capacity INTEGER);
    CREATE TABLE plants (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT, note TEXT);
    CREATE TABLE pots (id INTEGER PRIMARY KEY AUTOINCREMENT, price REAL, label TEXT NOT NULL);
    CREATE TABLE harvests (id INTEGER PRIMARY KEY, crop TEXT NOT NULL, year INTEGER);
    CREATE TABLE readings (
      whole INTEGER, part REAL, words TEXT, raw BLOB,
      size TEXT CHECK (size IN ('small', 'medium', 'large')), taken TEXT
    );
    CREATE TABLE documents (id INTEGER PRIMARY KEY, body TEXT NOT NULL, extra TEXT);
    CREATE VIRTUAL TABLE plants_fts USING fts5 (id, name, note);
  `,
  rows: [
    `INSERT INTO shelves VALUES (1, 2), (2, NULL), (3, 1), (10, 20);
     INSERT INTO plants VALUES (1, 'fern', NULL), (2, NULL, 'shade'), (3, 'moss', 'wet'), (5, 'ivy', 'tall');
     INSERT INTO pots VALUES (1, 2.5, 'clay'), (2, NULL, 'tin'), (4, 7.25, 'clay'), (5, NULL, 'tin');
     INSERT INTO harvests VALUES (1, 'beans', 2024), (2, 'peas', NULL);
     INSERT INTO readings VALUES (1, 1.5, 'a', x'01', 'medium', '2024-01-01'), (2, NULL, NULL, NULL, NULL, NULL);
     INSERT INTO documents VALUES (1, '{"a": 1}', '[1, 2]'), (2, '[]', NULL);
     INSERT INTO plants_fts VALUES (1, 'fern one', NULL), (2, NULL, 'one');`,
    `INSERT INTO shelves VALUES (1, 30), (2, 40);
     INSERT INTO plants VALUES (1, 'fern', 'dry'), (2, 'fern', 'dry');
     INSERT INTO pots VALUES (1, 2.5, 'clay');`,
  ],
  selects: [
    ["SELECT id FROM shelves", "id number"],
    ["SELECT id AS place FROM shelves", "place number"],
    ["SELECT * FROM shelves", "id number; capacity number?"],
    ["SELECT shelves.* FROM shelves", "id number; capacity number?"],
    ["SELECT s.* FROM shelves s WHERE s.id = ?", "id number; capacity number?", [2]],
    ["SELECT id, name, note AS remark FROM plants", "id number; name string?; remark string?"],
    ["SELECT DISTINCT id, capacity FROM shelves", "id number; capacity number?"],
    ["SELECT id FROM main.shelves", "id number"],
    ["SELECT capacity FROM shelves WHERE id = ? OR capacity > ?", "capacity number?", [2, 5]],
    [
      "SELECT id FROM shelves WHERE id > 0 AND capacity BETWEEN :low AND :high",
      "id number",
      { low: 1, high: 9 },
    ],
    [
      "SELECT ? AS name, id, note AS remark FROM plants WHERE (name = ? OR note = ?) AND id > ?",
      "name any~; id number; remark string?",
      ["x", "fern", "y", 0],
    ],
    ["SELECT * FROM shelves WHERE id IN (1, 2, 3)", "id number; capacity number?"],
    [
      "SELECT id FROM shelves s WHERE id NOT IN (SELECT id FROM plants WHERE id > :id)",
      "id number",
      { id: 2 },
    ],
    ["SELECT id FROM shelves s WHERE ? IN ('a', 'b')", "id number", ["a"]],
    [
      "SELECT * FROM shelves WHERE id = (SELECT id FROM plants WHERE id = ?)",
      "id number; capacity number?",
      [2],
    ],
    ["SELECT s.id > 1 AS bigger FROM shelves s", "bigger number"],
    ["SELECT p.name > 'a' AS later FROM plants p", "later number?"],
    ["SELECT id FROM plants WHERE ? LIKE name", "id number", ["fern"]],
    ["SELECT CASE WHEN id = 1 THEN 'one' WHEN id = 2 THEN 'two' END AS word FROM shelves", "word string?"],
    [
      "SELECT CASE WHEN id = 1 THEN 'one' WHEN id = 2 THEN 'two' ELSE 'other' END AS word FROM shelves",
      "word string",
    ],
    ["SELECT SUM(ID) AS sumById FROM shelves t1 GROUP BY id", "sumById number"],
    ["SELECT id AS place, SUM(ID) AS total FROM shelves GROUP BY place;", "place number; total number"],
    ["SELECT SUM(part) AS total FROM readings GROUP BY whole", "total number?"],
    [
      "SELECT capacity FROM shelves WHERE capacity IS NOT NULL OR (id > 0 AND capacity IS NOT NULL)",
      "capacity number",
    ],
    ["SELECT size FROM readings WHERE size = 'medium' OR 'large' = size", "size string"],
    [
      "SELECT capacity, CASE WHEN capacity = 1 THEN 1 ELSE 2 END AS place FROM shelves ORDER BY 2",
      "capacity number?; place number",
    ],
    [
      "SELECT capacity FROM (SELECT id, capacity, CASE WHEN capacity = 1 THEN 1 ELSE 2 END FROM shelves) t ORDER BY id",
      "capacity number?",
    ],
    ["SELECT name FROM plants ORDER BY concat(name, ?)", "name string?", ["x"]],
    ["SELECT year FROM harvests", "year number?"],
    ["SELECT 1 + 1 AS two WHERE two > 0", "two number"],
    ["SELECT id FROM shelves LIMIT ?, ?", "id number", [0, 2]],
    [
      "SELECT * FROM shelves s INNER JOIN plants p ON p.id = s.id",
      "id number; capacity number?; name string?; note string?",
    ],
    ["SELECT p.* FROM shelves s INNER JOIN plants p ON p.id = s.id", "id number; name string?; note string?"],
    [
      "SELECT s.id, p.name, s.capacity, p.note AS remark FROM shelves s JOIN plants p ON p.id = s.id WHERE s.id = ? AND p.name = ? AND s.capacity > ?",
      "id number; name string; capacity number; remark string?",
      [1, "fern", 0],
    ],
    [
      "SELECT t.id, p.name, s.capacity FROM shelves s, plants p, pots t WHERE t.id > ? AND s.capacity = ? AND p.name = ?",
      "id number; name string; capacity number",
      [0, 2, "fern"],
    ],
    ["SELECT name AS fullname FROM shelves s, plants p", "fullname string?"],
    ["SELECT name FROM (SELECT s.*, p.name FROM shelves s, plants p) t", "name string?"],
    ["SELECT name FROM ((( shelves, (SELECT * FROM plants) t )))", "name string?"],
    [
      "SELECT s.id, p.id, s.capacity AS name, p.name, s.id, name AS note FROM shelves s JOIN plants p ON s.id = p.id",
      "id number; name string?; note string?",
    ],
    [
      "SELECT * FROM shelves s INNER JOIN plants p USING (id) WHERE p.name IS NOT NULL AND s.capacity > 0",
      "id number; capacity number; name string; note string?",
    ],
    ["SELECT * FROM plants a INNER JOIN plants b USING (id, name)", "id number; name string; note string?"],
    [
      "SELECT shelves.id, plants.id IS NOT NULL AS planted FROM shelves LEFT JOIN plants ON shelves.id = plants.id",
      "id number; planted number",
    ],
    [
      "SELECT s.id, p.id AS plant, s.capacity, p.name FROM shelves s LEFT JOIN plants p ON s.id = p.id",
      "id number; plant number?; capacity number?; name string?",
    ],
    [
      "SELECT p.* FROM plants p INNER JOIN plants_fts f ON f.id = p.id WHERE plants_fts MATCH ?",
      "id number; name string?; note string?",
      ["one"],
    ],
    [
      "SELECT p.*, rank FROM plants p INNER JOIN plants_fts f ON f.id = p.id WHERE plants_fts MATCH ? ORDER BY rank",
      "id number; name string?; note string?; rank number",
      ["one"],
    ],
    [
      "SELECT p.id, highlight(plants_fts, 1, '<b>', '</b>') AS name FROM plants p JOIN plants_fts f ON f.id = p.id WHERE plants_fts MATCH 'one'",
      "id number; name any~",
    ],
    ["select sum(capacity) as total from shelves", "total number?"],
    ["SELECT count(id) FROM shelves", "count(id) number"],
    ["SELECT count(*) FROM shelves", "count(*) number"],
    ["SELECT sum(2*capacity) FROM  shelves", "sum(2*capacity) number?"],
    ["SELECT avg(capacity + (capacity + 2)) FROM shelves", "avg(capacity + (capacity + 2)) number?"],
    ["SELECT AVG(capacity) AS mean FROM shelves", "mean number?"],
    [
      "SELECT sum(p.id + (s.capacity + 2)) AS s FROM shelves s INNER JOIN plants p ON s.id = p.id",
      "s number?",
    ],
    ["SELECT MIN(name) FROM plants", "MIN(name) string?"],
    ["SELECT COALESCE(CAPACITY, ID) AS c FROM shelves", "c number"],
    [
      "SELECT strftime('%d/%m/%Y', '2013-05-21') AS d, date('2013-05-21') AS day, time('2013-05-21') AS hour",
      "d string; day string; hour string",
    ],
    [
      "SELECT strftime('%d/%m/%Y', :a) AS d, date(:b) AS day",
      "d string~; day string~",
      { a: "2024-01-01", b: "2024-01-01" },
    ],
    [
      "SELECT s.capacity, p.name, t.id, count(*) AS quantity FROM shelves s INNER JOIN plants p ON p.id = s.id LEFT JOIN pots t ON t.id = p.id GROUP BY s.capacity, p.name, t.id HAVING count(*) > 0",
      "capacity number?; name string?; id number?; quantity number",
    ],
    [
      "SELECT label, SUM(price) AS worth FROM pots GROUP BY label HAVING worth > ?",
      "label string; worth number",
      [0],
    ],
    [
      "SELECT label, SUM(price) AS worth, SUM(price * 0.01) AS id FROM pots WHERE id > ? GROUP BY label HAVING worth > ? AND id < ? AND SUM(price) = ?",
      "label string; worth number; id number",
      [0, 0, 9, 9.75],
    ],
    ...composed,
  ],
};
