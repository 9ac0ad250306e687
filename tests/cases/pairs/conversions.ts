import type { Pair } from "../judge/pair.ts";

const table = (type: string, values: string): string =>
  `CREATE TABLE notes (id INTEGER PRIMARY KEY, value ${type}); INSERT INTO notes (id, value) VALUES ${values};`;
const target = (type: string): string => `CREATE TABLE notes (id INTEGER PRIMARY KEY, value ${type});`;

/** Types that change over values of every storage class: converted when each comes back equal, else in the way. */
export const conversions: readonly Pair[] = [
  {
    name: "whole numbers in text to INTEGER",
    trap: "each prints as it was written, the largest and smallest too",
    actual: table(
      "TEXT",
      "(1, '5'), (2, '-7'), (3, NULL), (4, '9223372036854775807'), (5, '-9223372036854775808'), (6, '0')",
    ),
    target: target("INTEGER"),
  },
  {
    name: "text that is no number's spelling to INTEGER",
    trap: "leading zeros, blanks, signs, exponents, hex, fractions, numbers beyond 64 bits and plain words",
    actual: table(
      "TEXT",
      "(1, '0010'), (2, ' 5'), (3, '+5'), (4, '1e3'), (5, '0x1F'), (6, '5.0'), (7, '9223372036854775808'), (8, 'abc'), (9, ''), (10, '-0'), (11, '7')",
    ),
    target: target("INTEGER"),
    outcome: { blocked: 10 },
  },
  {
    name: "reals in text to REAL",
    trap: "'1.5' comes back as it was; '5' becomes 5.0, which is the same number",
    actual: table("TEXT", "(1, '1.5'), (2, '5'), (3, '-0.25'), (4, NULL), (5, '1.0e+300'), (6, '5.0')"),
    target: target("REAL"),
  },
  {
    name: "text that REAL would change",
    trap: "NaN and Inf are words, 2^53+1 is no double, 1.50 prints otherwise",
    actual: table(
      "TEXT",
      "(1, 'NaN'), (2, 'Inf'), (3, '9007199254740993'), (4, '1.50'), (5, '1.5'), (6, '.5')",
    ),
    target: target("REAL"),
    outcome: { blocked: 5 },
  },
  {
    name: "integers to REAL",
    trap: "up to 2^53 every integer is a double",
    actual: table("INTEGER", "(1, 5), (2, 9007199254740992), (3, -9007199254740992), (4, NULL), (5, 0)"),
    target: target("REAL"),
  },
  {
    name: "integers that no double holds to REAL",
    trap: "2^53+1 and 2^63-1 come back as others; 2^62 does not",
    actual: table(
      "INTEGER",
      "(1, 9007199254740993), (2, 9223372036854775807), (3, 4611686018427387904), (4, -9223372036854775808)",
    ),
    target: target("REAL"),
    outcome: { blocked: 2 },
  },
  {
    name: "reals to INTEGER",
    trap: "whole reals become integers, fractions and huge ones stay as they are, -0.0 is 0",
    actual: table("REAL", "(1, 5.0), (2, 2.5), (3, 1e300), (4, -0.0), (5, NULL), (6, 9e15)"),
    target: target("INTEGER"),
  },
  {
    name: "reals to TEXT",
    trap: "0.1 prints as it is read back; a third does with seventeen digits only",
    actual: table("REAL", "(1, 0.1), (2, 5.0), (3, -2.5e-7), (4, NULL)"),
    target: target("TEXT"),
  },
  {
    name: "reals that text does not hold to TEXT",
    trap: "fifteen digits of a third are not a third",
    actual: table("REAL", "(1, 1.0/3), (2, 0.5), (3, 9e999)"),
    target: target("TEXT"),
    outcome: { blocked: 1 },
  },
  {
    name: "integers to TEXT",
    trap: "each comes back as the number it was",
    actual: table("INTEGER", "(1, 5), (2, 9223372036854775807), (3, -1), (4, NULL), (5, 'word'), (6, 2.5)"),
    target: target("TEXT"),
  },
  {
    name: "text in an INTEGER column",
    trap: "text that lies in an INTEGER column today stays there under a rebuild for another reason",
    actual: table("INTEGER", "(1, 'word'), (2, 5), (3, x'00ff'), (4, 2.5), (5, '')"),
    target: target("INTEGER DEFAULT 7"),
  },
  {
    name: "blobs to TEXT",
    trap: "a blob in a TEXT column is another thing than its text",
    actual: table("BLOB", "(1, x'41'), (2, 'A'), (3, 7)"),
    target: target("TEXT"),
    outcome: { blocked: 1 },
  },
  {
    name: "everything to BLOB",
    trap: "BLOB converts nothing, not even on the way back",
    actual: table("TEXT", "(1, '5'), (2, 'x'), (3, x'00'), (4, NULL), (5, '')"),
    target: target("BLOB"),
  },
  {
    name: "no type to TEXT",
    trap: "5 and '5' lie side by side; on the way back each must be what it was",
    actual: table("", "(1, 5), (2, '5'), (3, NULL), (4, 5.5), (5, 'x')"),
    target: target("TEXT"),
  },
  {
    name: "no type to INTEGER and rows written since",
    trap: "'5' becomes 5 and back; what was written since stays what it is",
    actual: table("", "(1, 5), (2, '5'), (3, NULL), (4, 5.5)"),
    target: target("INTEGER"),
    meanwhile: {
      sql: "INSERT INTO notes VALUES (9, 77); UPDATE notes SET value = 6 WHERE id = 1; DELETE FROM notes WHERE id = 4;",
      query: "SELECT id, value, typeof(value) FROM notes ORDER BY id",
      rows: [
        [1, 6, "integer"],
        [2, "5", "text"],
        [3, null, "null"],
        [9, 77, "integer"],
      ],
    },
  },
  {
    name: "text to NUMERIC",
    trap: "DECIMAL turns '1.0' to 1 and '1e3' to 1000; '1.5' and words stay",
    actual: table("TEXT", "(1, '1.5'), (2, '12'), (3, '1.0'), (4, '1e3'), (5, 'abc')"),
    target: target("DECIMAL(10,2)"),
    outcome: { blocked: 3 },
  },
  {
    name: "text dates to DATETIME",
    trap: "DATETIME is NUMERIC by accident: dates stay text, but a year alone becomes a number that prints alike",
    actual: table("TEXT", "(1, '2024-05-01'), (2, NULL), (3, '2024-05-01T10:00:00Z')"),
    target: target("DATETIME"),
  },
  {
    name: "phone numbers to STRING",
    trap: "STRING is NUMERIC and eats leading zeros and plus signs",
    actual: table("TEXT", "(1, '0123'), (2, '+49'), (3, '55'), (4, 'none')"),
    target: target("STRING"),
    outcome: { blocked: 2 },
  },
  {
    name: "another name of one affinity",
    trap: "VARCHAR(40) and TEXT store alike: no rebuild for it",
    actual: table("VARCHAR(40)", "(1, 'a')"),
    target: target("TEXT"),
    outcome: "nothing",
  },
  {
    name: "a converted unique column",
    trap: "'1' and '01' are two texts and one integer; '01' stands in the way already",
    actual: table("TEXT UNIQUE", "(1, '1'), (2, '01')"),
    target: target("INTEGER UNIQUE"),
    outcome: { blocked: 1 },
  },
  {
    name: "a converted unique column without type",
    trap: "5 and '5' are two values today and would be one",
    actual: table("UNIQUE", "(1, 5), (2, '5'), (3, 6)"),
    target: target("INTEGER UNIQUE"),
    outcome: { blocked: 1 },
  },
  {
    name: "a converted column in a foreign key",
    trap: "child and parent change their type together, in one plan",
    actual: `CREATE TABLE codes (code TEXT PRIMARY KEY, label); CREATE TABLE uses (id INTEGER PRIMARY KEY, code TEXT REFERENCES codes ON DELETE CASCADE);
      INSERT INTO codes VALUES ('7', 'seven'), ('10', 'ten'); INSERT INTO uses VALUES (1, '10'), (2, NULL), (3, '7');`,
    target: `CREATE TABLE codes (code INT PRIMARY KEY, label); CREATE TABLE uses (id INTEGER PRIMARY KEY, code INT REFERENCES codes ON DELETE CASCADE);`,
  },
  {
    name: "conversions in a WITHOUT ROWID table",
    trap: "the key itself is converted, and rows are recognised by it",
    actual: `CREATE TABLE codes (code TEXT PRIMARY KEY, value) WITHOUT ROWID; INSERT INTO codes VALUES ('10', '5'), ('7', 5), ('8', NULL);`,
    target: "CREATE TABLE codes (code INTEGER PRIMARY KEY, value TEXT) WITHOUT ROWID;",
  },
  {
    name: "strict types both ways",
    trap: "INTEGER to REAL and TEXT to INT in a STRICT table, which would refuse rather than keep",
    actual: `CREATE TABLE readings (id INTEGER PRIMARY KEY, a INTEGER, b TEXT, c ANY) STRICT; INSERT INTO readings VALUES (1, 5, '7', '5'), (2, NULL, '-1', 5);`,
    target: "CREATE TABLE readings (id INTEGER PRIMARY KEY, a REAL, b INT, c TEXT) STRICT;",
  },
  {
    name: "integers that no double holds to REAL in a STRICT table",
    trap: "STRICT takes them and stores others (found by seed 991 of the rollback property)",
    actual: `CREATE TABLE readings (id INTEGER PRIMARY KEY, a INT) STRICT; INSERT INTO readings VALUES (1, 9007199254740993), (2, 5);`,
    target: "CREATE TABLE readings (id INTEGER PRIMARY KEY, a REAL) STRICT;",
    outcome: { blocked: 1 },
  },
  {
    name: "a generated column from a converted one",
    trap: "the computed value follows the new storage class: what typeof says changes, the source does not",
    actual: `CREATE TABLE notes (id INTEGER PRIMARY KEY, value TEXT, kind TEXT AS (typeof(value)) STORED); INSERT INTO notes (id, value) VALUES (1, '5'), (2, NULL);`,
    target:
      "CREATE TABLE notes (id INTEGER PRIMARY KEY, value INTEGER, kind TEXT AS (typeof(value)) STORED);",
  },
];
