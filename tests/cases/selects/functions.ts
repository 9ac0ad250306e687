import { selectsOf } from "./known-select.ts";

const schema = `
  CREATE TABLE events (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    payload TEXT NOT NULL CHECK (json_valid(payload)),
    tags TEXT CHECK (json_valid(tags)),
    note TEXT,
    at TEXT NOT NULL,
    seconds INTEGER NOT NULL DEFAULT 0,
    score REAL
  );`;

const witness = `
  INSERT INTO events VALUES
    (1, 'login', '{"user": {"name": "Ann"}, "size": 3}', '["a", null]', NULL, '2024-05-01 10:00:00', 1714557600, NULL),
    (2, 'logout', '{}', NULL, 'early', 'no date', 0, 1.25),
    (3, '', 'null', '5', '', '2024-05-02', 60, -0.5);`;

/** What SQLite's own functions give: for NULL, for what they cannot read, and those that never give NULL. */
export const functions = selectsOf(schema, witness, [
  [
    "functions of text",
    "SELECT length(kind) AS a, lower(kind) AS b, upper(note) AS c, trim(kind) AS d, substr(note, 1, 3) AS e FROM events",
    ["a number", "b string", "c string?", "d string", "e string?"],
  ],
  [
    "more functions of text",
    "SELECT replace(kind, 'log', '') AS a, instr(kind, 'o') AS b, substring(kind, 2) AS c, ltrim(note) AS d, length(note) AS e FROM events",
    ["a string", "b number", "c string", "d string?", "e number?"],
  ],
  [
    "functions of numbers",
    "SELECT round(score, 1) AS a, abs(seconds) AS b, round(seconds / 60.0) AS c, abs(score) AS d, sign(seconds) AS e FROM events",
    ["a number?", "b number", "c number", "d number?", "e number"],
  ],
  [
    "functions of numbers that may have no answer",
    "SELECT sqrt(seconds - 1) AS a, ln(seconds) AS b, mod(seconds, seconds) AS c FROM events",
    ["a number?", "b number?", "c number?"],
  ],
  [
    "printf and format",
    "SELECT printf('%d: %s', id, note) AS line, format('%.2f', score) AS score FROM events",
    ["line string", "score string"],
  ],
  [
    "functions that never give NULL",
    "SELECT typeof(note) AS a, quote(note) AS b, hex(note) AS c, concat(note, kind) AS d, char(65) AS e FROM events",
    ["a string", "b string", "c string", "d string", "e string"],
  ],
  [
    "concat_ws",
    "SELECT concat_ws(', ', kind, note) AS a, concat_ws(note, kind, at) AS b FROM events",
    ["a string", "b string?"],
  ],
  ["unicode of nothing", "SELECT unicode(kind) AS first FROM events", ["first number?"]],
  [
    "random values",
    "SELECT random() AS n, randomblob(8) AS bytes, hex(randomblob(8)) AS id, abs(random() % 100) AS small",
    ["n number", "bytes bytes", "id string", "small number"],
  ],
  [
    "what the connection knows",
    "SELECT last_insert_rowid() AS id, changes() AS changed, total_changes() AS all_changes, sqlite_version() AS version",
    ["id number", "changed number", "all_changes number", "version string"],
  ],
  ["last_insert_rowid without a name", "SELECT last_insert_rowid()", ["last_insert_rowid() number"]],
  [
    "dates of now",
    "SELECT date('now') AS a, datetime('now', '-7 days') AS b, strftime('%Y', 'now') AS c, julianday('now') AS d, unixepoch() AS e",
    ["a string", "b string", "c string", "d number", "e number"],
  ],
  [
    "dates of a column that need not be one",
    "SELECT date(at) AS a, strftime('%Y-%m', at) AS b, julianday(at) AS c, unixepoch(at) AS d, time(note) AS e FROM events",
    ["a string?", "b string?", "c number?", "d number?", "e string?"],
  ],
  ["a date that is a parameter", "SELECT date(?, '+1 day') AS day", ["day string?"], { parameters: [null] }],
  [
    "seconds since 1970 as a number",
    "SELECT CAST(strftime('%s', 'now') AS INTEGER) AS now, CAST(strftime('%s', at) AS INTEGER) AS at FROM events",
    ["now number", "at number?"],
  ],
  [
    "events by day",
    "SELECT date(at) AS day, count(*) AS n FROM events GROUP BY date(at) ORDER BY day",
    ["day string?", "n number"],
  ],
  [
    "json_extract",
    "SELECT json_extract(payload, '$.user.name') AS name, json_extract(payload, '$.size') AS size FROM events",
    ["name any?", "size any?"],
  ],
  [
    "arrows",
    "SELECT payload -> '$.user' AS user, payload ->> 'size' AS size, tags ->> 0 AS first FROM events",
    ["user string?", "size any?", "first any?"],
  ],
  [
    "json_extract with a stand-in",
    "SELECT COALESCE(json_extract(payload, '$.size'), 0) AS size FROM events",
    ["size any"],
  ],
  [
    "json made",
    "SELECT json_object('kind', kind, 'note', note) AS a, json_array(id, note) AS b, json(payload) AS c, json(tags) AS d, json_quote(note) AS e FROM events",
    ["a string", "b string", "c string", "d string?", "e string"],
  ],
  [
    "json asked",
    "SELECT json_valid(tags) AS a, json_valid(kind) AS b, json_array_length(tags) AS c, json_type(payload, '$.size') AS d, json_type(payload) AS e FROM events",
    ["a number?", "b number", "c number?", "d string?", "e string"],
  ],
  [
    "json changed",
    "SELECT json_set(payload, '$.seen', 1) AS a, json_remove(payload, '$.size') AS b, json_patch(tags, '{}') AS c FROM events",
    ["a string", "b string", "c string?"],
  ],
  [
    "the length of an array, compared",
    "SELECT id FROM events WHERE json_array_length(tags) > ?",
    ["id number"],
    { parameters: [1] },
  ],
  [
    "json_each of a column",
    "SELECT e.id, t.key, t.value, t.type FROM events e, json_each(e.tags) t",
    ["id number", "key any?", "value any?", "type string"],
  ],
  [
    "json_each joined from the left",
    "SELECT e.id, t.value FROM events e LEFT JOIN json_each(e.tags) AS t",
    ["id number", "value any?"],
  ],
  [
    "json_each of a parameter",
    "SELECT value FROM json_each(?)",
    ["value any?"],
    { parameters: ['[1, "a", null]'] },
  ],
  [
    "events of the given ids",
    "SELECT id, note FROM events WHERE id IN (SELECT value FROM json_each(?))",
    ["id number", "note string?"],
    { parameters: ["[1, 2]"] },
  ],
  [
    "json_each counted",
    "SELECT e.id, count(t.value) AS n FROM events e LEFT JOIN json_each(e.tags) t GROUP BY e.id",
    ["id number", "n number"],
  ],
  [
    "json_tree",
    "SELECT fullkey, path, atom FROM events, json_tree(payload)",
    ["fullkey string", "path string", "atom any?"],
  ],
  [
    "pragma_table_info",
    "SELECT name, type, \"notnull\", dflt_value, pk FROM pragma_table_info('events')",
    ["name string", "type string", "notnull number", "dflt_value string?", "pk number"],
  ],
  [
    "the tables of the database",
    "SELECT count(*) AS n FROM sqlite_master WHERE type = 'table' AND name = ?",
    ["n number"],
    { parameters: ["events"] },
  ],
  [
    "min and max of many arguments",
    "SELECT max(seconds, 60, 5) AS a, min(note, kind) AS b FROM events",
    ["a number", "b string?"],
  ],
  [
    "a function in a function",
    "SELECT upper(trim(COALESCE(note, kind))) AS a, length(trim(note)) + 1 AS b, coalesce(date(at), '') AS c FROM events",
    ["a string", "b number?", "c string"],
  ],
  ["likelihoods", "SELECT likely(kind) AS a, unlikely(note) AS b FROM events", ["a string", "b string?"]],
]);
