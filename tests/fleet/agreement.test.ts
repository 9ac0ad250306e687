import { join } from "node:path";
import fc from "fast-check";
import { expect, it } from "vitest";
import { analyze } from "../../src/commands/analyze.ts";
import { fleetFolder, fleetOf } from "./fleets.ts";

const runs = Number(process.env.PROPERTY_RUNS ?? 6);

const declared = `CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT NOT NULL UNIQUE, age INTEGER DEFAULT 0);
  CREATE TABLE orders (id INTEGER PRIMARY KEY, user_id INTEGER NOT NULL REFERENCES users (id), total INTEGER CHECK (total > 0));
  CREATE INDEX orders_by_user ON orders (user_id);`;

/** Databases that have drifted from the declaration, each in its own way. */
const drift = fc
  .subarray<readonly [string, string]>([
    [" NOT NULL UNIQUE", " UNIQUE"],
    [", age INTEGER DEFAULT 0", ""],
    ["age INTEGER DEFAULT 0", "age TEXT DEFAULT 'none'"],
    [" REFERENCES users (id)", ""],
    [" CHECK (total > 0)", ""],
    ["CREATE INDEX orders_by_user ON orders (user_id);", ""],
    ["user_id INTEGER NOT NULL", "fax TEXT, user_id INTEGER"],
    ["CREATE TABLE users", "CREATE TABLE Users -- of the shop\n"],
    ["CREATE INDEX orders_by_user", "CREATE TABLE extra (x); CREATE INDEX by_user"],
  ])
  .map((edits) => edits.reduce((sql, [from, to]) => sql.replace(from, to), declared));

it("says of each database what an analysis of it alone says", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(drift, { minLength: 1, maxLength: 6 }), async (databases) => {
      const files = Object.fromEntries(databases.map((sql, i) => [`tenants/t${i}.db`, sql]));
      const folder = fleetFolder(files, { declared, config: { data: "off", history: false } });
      const report = await fleetOf(folder);
      for (const [i, { path, group: id, schemaHash }] of report.databases.entries()) {
        const group = report.groups.find((one) => one.id === id);
        const alone = await analyze({ folder, database: join(folder, path) });
        expect([i, schemaHash]).toEqual([i, alone.database.schemaHash]);
        expect(group?.issues).toEqual(alone.issues);
        expect(group?.summary).toEqual(alone.summary);
      }
    }),
    { numRuns: runs },
  );
});
