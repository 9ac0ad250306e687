import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { cached } from "../../src/files/cache.ts";
import { readQueries } from "../../src/queries/read.ts";
import { sources } from "../../src/sources/index.ts";
import { readModel } from "../../src/sources/read-model.ts";

const runs = Number(process.env.PROPERTY_RUNS ?? 25);
const seed = Number(process.env.PROPERTY_SEED ?? Date.now() % 100_000);

/** What each file of a project may be; null is no file, "/" a folder of that name. */
const variants: Readonly<Record<string, readonly (string | null)[]>> = {
  "models/user.ts": [
    `import type { Stamped } from "../shared/stamped"; /** @table */ export interface User extends Stamped { id: number; email: string }`,
    `import type { Stamped } from "@shared/stamped"; /** @table */ export interface User extends Stamped { id: number; email: string | null }`,
    `import { Role } from "../shared"; /** @table */ export interface User { id: number; role: Role }`,
    `/** @table */ export interface User { id: number; email: string; /** @unique */ handle: string }`,
    `/** @table people */ export interface User { id: number; }`,
    `/** @tabel */ export interface User { id: number }`,
    `export interface User {`,
    null,
  ],
  "models/post.ts": [
    `import type { User } from "./user"; /** @table */ export interface Post { id: number; title: string; author: User; /** @references users(id) */ authorId: number }`,
    `/** @table */ export interface Post { id: number; title: string }`,
    `/** @table */ export interface Post { id: number; title: string } /** @table */ export interface User { id: number }`,
    null,
  ],
  "shared/stamped.ts": [
    `export interface Stamped { createdAt: string }`,
    `export interface Stamped { updatedAt: Date | null }`,
    null,
    "/",
  ],
  "shared/stamped/index.ts": [`export interface Stamped { folderAt: string }`, null],
  "shared/stamped.d.ts": [`export interface Stamped { declaredAt: string }`, null],
  "shared/index.ts": [
    `export * from "./role";`,
    `export enum Role { Admin = "admin", Guest = "guest" }`,
    null,
  ],
  "shared/role.ts": [
    `export type Role = "admin" | "guest";`,
    `export type Role = "admin" | "guest" | "owner";`,
    `export type Role = number;`,
    null,
  ],
  "lib/stamped.ts": [`export interface Stamped { libraryAt: string }`, null],
  "tsconfig.json": [
    `{ "compilerOptions": { "paths": { "@shared/*": ["./shared/*"] } } }`,
    `{ "compilerOptions": { "paths": { "@shared/*": ["./lib/*"] } } }`,
    `{ "extends": "./tsconfig.base.json" }`,
    `{`,
    null,
  ],
  "tsconfig.base.json": [`{ "compilerOptions": { "paths": { "@shared/*": ["./lib/*"] } } }`, `{}`, null],
  "package.json": [`{ "name": "shop", "type": "module" }`, `{ "name": "shop" }`, null],
  "models/orders.ts": [
    `import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core"; import { keys } from "../shared/keys"; export const orders = sqliteTable("orders", { ...keys, orderNumber: text() });`,
    `import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core"; export const orders = sqliteTable("orders", { id: integer().primaryKey() });`,
    null,
  ],
  "shared/keys.ts": [
    `import { integer } from "drizzle-orm/sqlite-core"; export const keys = { id: integer().primaryKey() };`,
    `import { integer, text } from "drizzle-orm/sqlite-core"; export const keys = { id: text().primaryKey(), no: integer() };`,
    null,
  ],
  "drizzle.config.ts": [
    `export default { dialect: "sqlite", schema: "./models/orders.ts", casing: "snake_case" };`,
    `export default { dialect: "sqlite", schema: "./models/orders.ts", out: "./migrations" };`,
    null,
  ],
  "models/db.ts": [
    `import { drizzle } from "drizzle-orm/better-sqlite3"; export const db = drizzle(client, { casing: "snake_case" });`,
    null,
  ],
  "migrations/meta/_journal.json": [
    `{ "entries": [{ "idx": 0, "when": 1, "tag": "0000_first" }] }`,
    `{ "entries": [] }`,
    null,
  ],
  "migrations/0000_first.sql": [
    `CREATE TABLE orders (id INTEGER PRIMARY KEY);`,
    `CREATE TABLE invoices (id INTEGER PRIMARY KEY);`,
    null,
  ],
  "schema/01.sql": [
    `CREATE TABLE visits (id INTEGER PRIMARY KEY);`,
    `CREATE TABLE visits (id INTEGER PRIMARY KEY, at TEXT);`,
    `CREATE TABLE`,
    null,
  ],
  "schema/02.sql": [`ALTER TABLE visits ADD COLUMN place TEXT;`, null],
  "src/db.ts": [
    `import Database from "better-sqlite3"; import { users } from "./names"; export const db = new Database(process.env.SHOP_DB); db.prepare(\`SELECT id FROM \${users}\`).all();`,
    `import Database from "better-sqlite3"; const db = new Database("shop.db"); db.prepare("SELECT nothing FROM users").all();`,
    null,
  ],
  "src/names.ts": [`export const users = "users";`, `export const users = "people";`, null],
  ".env": [`SHOP_DB=shop.db`, `OTHER=1`, null],
  "settings/.env.local": [`SHOP_DB=shop.db`, null],
};

const files = Object.keys(variants);

const edit = fc
  .constantFrom(...files)
  .chain((file) => fc.tuple(fc.constant(file), fc.constantFrom(...(variants[file] ?? []))));

function put(root: string, [file, text]: readonly [string, string | null]): void {
  const path = join(root, file);
  try {
    rmSync(path, { recursive: true, force: true });
    if (text === null) return;
    mkdirSync(text === "/" ? path : dirname(path), { recursive: true });
    if (text !== "/") writeFileSync(path, text);
  } catch {
    // A file stands where a folder is wanted: then nothing is edited.
  }
}

const outcome = async (read: () => Promise<unknown>): Promise<unknown> =>
  read().catch((error: Error) => ({ failed: error.message }));

test(`a cache cannot be told from reading anew, whatever is edited (seed ${seed})`, async () => {
  let hits = 0;
  const edits = fc.array(fc.array(edit, { maxLength: 3 }), { minLength: 1, maxLength: 8 });
  const property = fc.asyncProperty(
    fc.array(edit, { minLength: 8, maxLength: 40 }),
    edits,
    async (first, rounds) => {
      const root = mkdtempSync(join(tmpdir(), "edited-"));
      const cache = { folder: join(root, ".doctor", "cache"), build: "one" };
      mkdirSync(join(root, ".doctor"));
      for (const each of first) put(root, each);
      const naming = { tables: "snake_plural", columns: "snake" } as const;
      const models = [["models/**/*.ts"], ["models/*.ts", "schema"], ["drizzle.config.ts"]];
      const readings: (() => Promise<unknown>)[] = [
        ...models.map((patterns) => () => readModel({ root, patterns, databaseType: null, naming }, sources)),
        () => readQueries({ root, patterns: ["src/**/*.ts"], typecheck: false }),
      ];
      try {
        for (const round of [[], ...rounds]) {
          for (const each of round) put(root, each);
          for (const [place, read] of readings.entries()) {
            let isRead = false;
            const through = await outcome(() =>
              cached(cache, place, () => {
                isRead = true;
                return read();
              }),
            );
            if (!isRead) hits += 1;
            expect(through).toStrictEqual(await outcome(read));
          }
        }
      } finally {
        rmSync(root, { recursive: true });
      }
    },
  );
  await fc.assert(property, { numRuns: runs, seed });
  // A cache that never serves anything would pass, too.
  expect(hits).toBeGreaterThan(runs);
}, 600_000);
