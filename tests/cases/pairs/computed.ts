import type { Pair } from "../judge/pair.ts";

/** Computed columns that come, go and change. */
export const computed: readonly Pair[] = [
  {
    name: "plain becomes computed over equal values",
    trap: "every stored value is what the expression yields",
    actual:
      "CREATE TABLE items (id INTEGER PRIMARY KEY, price INTEGER, tax INTEGER); INSERT INTO items VALUES (1, 10, 2), (2, 50, 10), (3, NULL, NULL);",
    target: "CREATE TABLE items (id INTEGER PRIMARY KEY, price INTEGER, tax INTEGER AS (price / 5) STORED);",
  },
  {
    name: "plain becomes computed over other values",
    trap: "one value was entered by hand and would be lost",
    actual:
      "CREATE TABLE items (id INTEGER PRIMARY KEY, price INTEGER, tax INTEGER); INSERT INTO items VALUES (1, 10, 2), (2, 50, 11), (3, NULL, NULL);",
    target: "CREATE TABLE items (id INTEGER PRIMARY KEY, price INTEGER, tax INTEGER AS (price / 5) STORED);",
    outcome: { blocked: 1 },
  },
  {
    name: "plain becomes computed, equal but for the storage class",
    trap: "2 and '2' are not the same value",
    actual:
      "CREATE TABLE items (id INTEGER PRIMARY KEY, price INTEGER, label); INSERT INTO items VALUES (1, 2, 2), (2, 3, '3');",
    target: "CREATE TABLE items (id INTEGER PRIMARY KEY, price INTEGER, label AS (CAST(price AS TEXT)));",
    outcome: { blocked: 1 },
  },
  {
    name: "computed becomes plain",
    trap: "a generated column that becomes plain keeps its values",
    actual:
      "CREATE TABLE items (id INTEGER PRIMARY KEY, price INTEGER, tax INTEGER AS (price / 5) STORED); INSERT INTO items (id, price) VALUES (1, 10), (2, NULL);",
    target: "CREATE TABLE items (id INTEGER PRIMARY KEY, price INTEGER, tax INTEGER);",
  },
  {
    name: "virtual becomes stored",
    trap: "another way to keep the same value, and an index on it",
    actual:
      "CREATE TABLE items (id INTEGER PRIMARY KEY, price INTEGER, tax INTEGER AS (price / 5)); CREATE INDEX taxes ON items (tax DESC); INSERT INTO items (id, price) VALUES (1, 10);",
    target:
      "CREATE TABLE items (id INTEGER PRIMARY KEY, price INTEGER, tax INTEGER AS (price / 5) STORED); CREATE INDEX taxes ON items (tax DESC);",
  },
  {
    name: "another expression",
    trap: "the new value breaks a UNIQUE that the old one kept",
    actual:
      "CREATE TABLE items (id INTEGER PRIMARY KEY, price INTEGER, k INTEGER AS (price) UNIQUE); INSERT INTO items (id, price) VALUES (1, 10), (2, 11);".replace(
        "UNIQUE",
        "STORED UNIQUE",
      ),
    target:
      "CREATE TABLE items (id INTEGER PRIMARY KEY, price INTEGER, k INTEGER AS (price / 2) STORED UNIQUE);",
    outcome: { blocked: 1 },
  },
  {
    name: "a chain of computed columns",
    trap: "one generated column reads another, declared before it",
    actual:
      "CREATE TABLE items (gross INTEGER AS (net + tax), tax INTEGER AS (net / 5), net INTEGER); INSERT INTO items (rowid, net) VALUES (3, 10), (8, NULL);",
    target:
      "CREATE TABLE items (gross INTEGER AS (net + tax) STORED, tax INTEGER AS (net / 5), net INTEGER DEFAULT 0, twice INTEGER AS (gross * 2));",
  },
  {
    name: "the only plain column renamed under computed ones",
    trap: "RENAME COLUMN carries the new name into expressions, indexes and checks",
    actual:
      "CREATE TABLE items (net INTEGER, tax INTEGER AS (net / 5), CHECK (net > 0)); CREATE INDEX nets ON items (net) WHERE net > 5; INSERT INTO items (rowid, net) VALUES (3, 10);",
    target:
      "CREATE TABLE items (price INTEGER, tax INTEGER AS (price / 5), CHECK (price > 0)); CREATE INDEX nets ON items (price) WHERE price > 5;",
    config: { renames: { columns: { items: { net: "price" } } } },
  },
];
