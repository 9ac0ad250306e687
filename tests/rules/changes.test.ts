import Database from "better-sqlite3";
import { afterAll, describe, expect, it } from "vitest";
import { rules } from "../../rules/catalogue.ts";
import type { ChangeKind } from "../../src/diff/change.ts";
import type { Example } from "../../src/engine/rule.ts";
import { runRules } from "../../src/engine/run-rules.ts";
import { evidenceOf } from "./example.ts";

/** Every kind there is: leaving one out does not compile. */
const kinds: Readonly<Record<ChangeKind, true>> = {
  "create-table": true,
  "rename-table": true,
  "drop-table": true,
  "create-virtual-table": true,
  "add-column": true,
  "rename-column": true,
  "drop-column": true,
  "alter-type": true,
  "alter-nullability": true,
  "alter-default": true,
  "alter-collation": true,
  "alter-generated": true,
  "alter-primary-key": true,
  "add-foreign-key": true,
  "drop-foreign-key": true,
  "alter-foreign-key": true,
  "add-unique": true,
  "drop-unique": true,
  "add-check": true,
  "drop-check": true,
  "alter-options": true,
  "insert-rows": true,
  "create-index": true,
  "drop-index": true,
  "replace-index": true,
  "rename-index": true,
  "create-view": true,
  "replace-view": true,
  "create-trigger": true,
  "replace-trigger": true,
  "create-trail": true,
  "mend-values": true,
  "mend-orphans": true,
  "raise-counter": true,
};

const seen = new Set<ChangeKind>();

/** How often each change of a drift is among the changes of the issues. */
async function claims(example: Example): Promise<{ change: string; claimed: number }[]> {
  const connection = new Database(":memory:");
  try {
    const evidence = await evidenceOf(example, connection);
    const claimed = runRules(rules, evidence, {}).flatMap(({ changes }) => changes);
    return evidence.drift.changes.map((change) => {
      seen.add(change.kind);
      return { change: change.kind, claimed: claimed.filter((other) => other === change).length };
    });
  } finally {
    connection.close();
  }
}

describe("the rules together", () => {
  const examples = rules.flatMap(({ id, examples: { bad } }) =>
    bad.map((example, i) => ({ id, i, example })),
  );

  it.each(examples)("take up each change of $id's bad example $i once", async ({ example }) => {
    for (const { change, claimed } of await claims(example)) expect([change, claimed]).toEqual([change, 1]);
  });

  it("take up each change once where a table differs in everything", async () => {
    const everything: Example = {
      declared: `
        CREATE TABLE teams (id INTEGER PRIMARY KEY, code TEXT UNIQUE);
        CREATE TABLE users (
          id INTEGER PRIMARY KEY AUTOINCREMENT,
          email TEXT NOT NULL COLLATE NOCASE UNIQUE,
          age INTEGER DEFAULT 18 CHECK (age > 0),
          kind TEXT CHECK (kind IN ('reader', 'writer')),
          team_id INTEGER REFERENCES teams (id) ON DELETE CASCADE,
          code TEXT REFERENCES teams (code),
          initials TEXT AS (substr(email, 1, 1)),
          phone TEXT
        ) STRICT;
        CREATE INDEX users_by_age ON users (age);
        CREATE INDEX users_by_kind ON users (kind, age);
        CREATE UNIQUE INDEX users_by_phone ON users (phone);`,
      actual: `
        CREATE TABLE teams (id INTEGER PRIMARY KEY, code TEXT UNIQUE);
        CREATE TABLE users (
          id INTEGER PRIMARY KEY,
          email TEXT,
          age TEXT DEFAULT 21 CHECK (length(age) < 3),
          kind TEXT CHECK (kind IN ('reader')),
          team_id INTEGER REFERENCES teams (id),
          code TEXT,
          initials TEXT AS (substr(email, 1, 2)),
          tenant INTEGER NOT NULL REFERENCES teams (id),
          UNIQUE (age, kind),
          CHECK (tenant > 0)
        );
        CREATE INDEX users_by_kind ON users (kind);
        CREATE INDEX users_by_tenant ON users (tenant);
        CREATE UNIQUE INDEX users_by_team ON users (team_id, tenant);`,
    };
    const found = await claims(everything);
    expect(found.length).toBeGreaterThan(15);
    for (const { change, claimed } of found) expect([change, claimed]).toEqual([change, 1]);
  });

  afterAll(() => {
    // Which rows are missing or offend, a rule learns from the rows and not from the drift; trails and names of indexes are asked for by conventions.
    const fromRows = ["insert-rows", "mend-values", "mend-orphans", "raise-counter"];
    const fromElsewhere = [...fromRows, "create-trail", "rename-index"];
    const kindsOfDrift = Object.keys(kinds).filter((kind) => !fromElsewhere.includes(kind));
    expect([...seen].toSorted()).toEqual(kindsOfDrift.toSorted());
  });
});
