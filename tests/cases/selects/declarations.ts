import { selectsOf } from "./known-select.ts";

const schema = `
  CREATE TABLE items (
    code TEXT PRIMARY KEY,
    label VARCHAR(40) NOT NULL,
    price DECIMAL(10, 2) NOT NULL,
    active BOOLEAN NOT NULL DEFAULT 1,
    added DATETIME DEFAULT CURRENT_TIMESTAMP,
    weight DOUBLE PRECISION,
    rank UNSIGNED BIG INT NOT NULL,
    anything,
    flag TINYINT(1),
    body CLOB,
    picture BLOB NOT NULL,
    net NUMERIC,
    word STRING,
    point FLOATING POINT
  );
  CREATE TABLE bins (aisle TEXT, shelf INTEGER, code TEXT, PRIMARY KEY (aisle, shelf)) WITHOUT ROWID;
  CREATE TABLE places (aisle TEXT, shelf INTEGER, code TEXT, PRIMARY KEY (aisle, shelf));
  CREATE TABLE counts (id INT PRIMARY KEY, n INT NOT NULL);
  CREATE TABLE tallies (id INTEGER PRIMARY KEY DESC, n INT NOT NULL);
  CREATE TABLE stamps (n INTEGER, made TEXT NOT NULL, PRIMARY KEY (n));
  CREATE TABLE settings (key TEXT PRIMARY KEY, value ANY, size INT NOT NULL, share REAL, raw BLOB NOT NULL, any_way ANY NOT NULL) STRICT;
  CREATE TABLE lines (
    id INTEGER PRIMARY KEY,
    quantity INTEGER NOT NULL,
    cents INTEGER NOT NULL,
    rebate INTEGER,
    total INTEGER GENERATED ALWAYS AS (quantity * cents) STORED,
    net INTEGER AS (quantity * cents - rebate),
    title TEXT NOT NULL AS ('line ' || id) VIRTUAL
  );`;

const witness = `
  INSERT INTO items (code, label, price, added, rank, picture) VALUES (NULL, 'Nail', 0.5, NULL, 1, x'00');
  INSERT INTO items (code, label, price, rank, picture) VALUES ('screw', 'Screw', 'ask', 2, x'01');
  INSERT INTO bins VALUES ('A', 1, NULL);
  INSERT INTO places VALUES (NULL, NULL, NULL);
  INSERT INTO counts VALUES (NULL, 1);
  INSERT INTO tallies VALUES (NULL, 1);
  INSERT INTO stamps VALUES (NULL, 'now');
  INSERT INTO settings VALUES ('theme', NULL, 1, NULL, x'00', 'dark'), ('size', 12, 2, 0.5, x'00', 12);
  INSERT INTO lines (id, quantity, cents, rebate) VALUES (1, 2, 150, NULL), (2, 1, 100, 10);`;

/** What declared types promise, which keys can hold NULL, and generated columns. */
export const declarations = selectsOf(schema, witness, [
  [
    "declared types with lengths",
    "SELECT label, price, rank, weight, body FROM items",
    ["label string", "price any", "rank number", "weight number?", "body string?"],
  ],
  [
    "declared types of NUMERIC affinity",
    "SELECT active, added, net, word FROM items",
    ["active any", "added any?", "net any?", "word any?"],
  ],
  [
    "a type that sounds like a real and is an integer",
    "SELECT flag, point FROM items",
    ["flag number?", "point number?"],
  ],
  ["no declared type, and bytes", "SELECT anything, picture FROM items", ["anything any?", "picture bytes"]],
  ["a key of text without NOT NULL", "SELECT code FROM items", ["code string?"]],
  [
    "the row id of a table with a key of text",
    "SELECT rowid, code FROM items",
    ["rowid number", "code string?"],
  ],
  [
    "a key of text, by itself",
    "SELECT code, label FROM items WHERE code = ?",
    ["code string", "label string"],
    { parameters: ["screw"] },
  ],
  ["a key of two columns", "SELECT * FROM places", ["aisle string?", "shelf number?", "code string?"]],
  [
    "a key of two columns WITHOUT ROWID",
    "SELECT * FROM bins",
    ["aisle string", "shelf number", "code string?"],
  ],
  ["a key of INT", "SELECT id, n FROM counts", ["id number?", "n number"]],
  ["a key of INTEGER, descending", "SELECT id, n FROM tallies", ["id number?", "n number"]],
  [
    "a key of INTEGER, as a constraint of the table",
    "SELECT n, made, rowid FROM stamps",
    ["n number", "made string", "n number"],
  ],
  [
    "a strict table",
    "SELECT * FROM settings",
    ["key string", "value any?", "size number", "share number?", "raw bytes", "any_way any"],
  ],
  [
    "arithmetic over NUMERIC affinity",
    "SELECT price * 2 AS twice, net + 1 AS more, -price AS less FROM items",
    ["twice number", "more number?", "less number"],
  ],
  [
    "aggregates over NUMERIC affinity",
    "SELECT sum(price) AS s, max(price) AS m, avg(net) AS a FROM items",
    ["s number?", "m any?", "a number?"],
    { witness: "" },
  ],
  [
    "a stand-in over NUMERIC affinity",
    "SELECT COALESCE(net, 0) AS net, COALESCE(added, CURRENT_TIMESTAMP) AS added FROM items",
    ["net any", "added any"],
  ],
  [
    "functions over what has no type",
    "SELECT length(anything) AS a, upper(anything) AS b, typeof(anything) AS c, anything || '' AS d FROM items",
    ["a number?", "b string?", "c string", "d string?"],
  ],
  [
    "a part of bytes",
    "SELECT substr(picture, 1, 1) AS first, length(picture) AS size, hex(picture) AS hex FROM items",
    ["first bytes?", "size number", "hex string"],
    {
      witness:
        "INSERT INTO items (label, price, rank, picture) VALUES ('Nail', 1, 1, x''), ('Nut', 1, 1, x'ff');",
    },
  ],
  [
    "generated columns",
    "SELECT id, total, net, title FROM lines",
    ["id number", "total number", "net number?", "title string"],
  ],
  [
    "generated columns in a star",
    "SELECT * FROM lines",
    [
      "id number",
      "quantity number",
      "cents number",
      "rebate number?",
      "total number",
      "net number?",
      "title string",
    ],
  ],
  [
    "INSERT RETURNING generated columns",
    "INSERT INTO lines (quantity, cents, rebate) VALUES (?, ?, ?) RETURNING id, total, net",
    ["id number", "total number", "net number?"],
    { parameters: [1, 2, null] },
  ],
  [
    "INSERT RETURNING a key of text",
    "INSERT INTO bins VALUES (?, ?, ?) RETURNING *",
    ["aisle string", "shelf number", "code string?"],
    { parameters: ["B", 2, null] },
  ],
  [
    "an upsert into a strict table RETURNING",
    `INSERT INTO settings VALUES (?, ?, 1, NULL, x'', 0)
     ON CONFLICT (key) DO UPDATE SET value = excluded.value RETURNING key, value`,
    ["key string", "value any?"],
    { parameters: ["theme", null] },
  ],
]);
