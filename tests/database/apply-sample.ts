import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import Database from "better-sqlite3";
import type { Application, ApplyWatch } from "../../src/database/application.ts";
import { hashSchema } from "../../src/database/schema-hash.ts";
import { buildDatabase } from "./sample.ts";

/** A family of tables whose parent is made anew: users, their posts, the posts' comments. */
const family = `
  CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT);
  CREATE TABLE posts (id INTEGER PRIMARY KEY, user_id INTEGER REFERENCES users (id) ON DELETE CASCADE);
  INSERT INTO users VALUES (1, 'Ada'), (2, 'Bo'), (5, 'Cy');
  INSERT INTO posts VALUES (10, 1), (11, 2), (12, 5);`;

const steps: Application["steps"] = [
  {
    id: "step-1",
    sql: [
      "CREATE TABLE hold (id, name)",
      "INSERT INTO hold SELECT id, name FROM users",
      "DROP TABLE users",
      "CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT NOT NULL)",
      "INSERT INTO users SELECT id, name FROM hold",
      "DROP TABLE hold",
    ],
    preconditions: ["SELECT id FROM users WHERE name IS NULL"],
    validations: ["SELECT id FROM users WHERE name IS NULL"],
  },
];

/** What a database holds, as far as the family is concerned. */
export function contentOf(path: string): string {
  const connection = new Database(path);
  try {
    const rows = (table: string): unknown => connection.prepare(`SELECT * FROM ${table}`).raw().all();
    const texts = connection.prepare("SELECT name, sql FROM sqlite_schema ORDER BY name").raw().all();
    return JSON.stringify([rows("users"), rows("posts"), texts]);
  } finally {
    connection.close();
  }
}

/** A database with an application that makes users anew, the hashes being those it really leads to. */
export function familyToRepair(mode = "delete", given: Application["steps"] = steps): Application {
  const database = buildDatabase(`PRAGMA journal_mode = ${mode}; ${family}`);
  const before = hashAfter([]);
  const after = hashAfter(steps.flatMap(({ sql }) => [...sql]));
  const checked = [
    { from: "users", to: "users" },
    { from: "posts", to: "posts" },
  ];
  return {
    database,
    steps: given,
    before,
    after,
    checked,
    backup: join(dirname(database), "kept", "backup.db"),
  };
}

function hashAfter(sql: readonly string[]): string {
  const memory = new Database(":memory:");
  memory.pragma("foreign_keys = OFF");
  for (const statement of [family, ...sql]) memory.exec(statement);
  const hash = hashSchema(memory);
  memory.close();
  return hash;
}

/** Somebody who looks on and says what was told. */
export function onlooker(over: Partial<ApplyWatch> = {}): { watch: ApplyWatch; told: string[] } {
  const told: string[] = [];
  const watch: ApplyWatch = {
    enter: (phase) => told.push(phase),
    copied: () => undefined,
    waiting: () => told.push("waiting"),
    stopped: () => false,
    ...over,
  };
  return { watch, told };
}

/** Whether anything stands beside a database that was not there. */
export function leftBeside({ database, backup }: Application): string[] {
  return [`${database}-journal`, `${database}-wal`, `${database}-shm`, backup ?? ""].filter(
    (path) => path !== "" && existsSync(path),
  );
}
