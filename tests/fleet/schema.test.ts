import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { expect, it } from "vitest";
import { fleetFolder, fleetOf, model } from "./fleets.ts";

const text = readFileSync(new URL("../../reports/fleet.schema.json", import.meta.url), "utf8");
const check = new Ajv2020({ strict: false, allErrors: true }).compile(JSON.parse(text));

it("a fleet's JSON is as its JSON Schema says, with and without rows, code and what cannot be read", async () => {
  const orphan = `PRAGMA foreign_keys = OFF; ${model} INSERT INTO orders VALUES (1, 7, 3);`;
  const folder = fleetFolder(
    {
      "tenants/ada.db": model,
      "tenants/bob.db": orphan,
      "tenants/cleo.db": "CREATE TABLE users (id INTEGER PRIMARY KEY)",
    },
    { config: { queries: ["*.ts"] } },
  );
  writeFileSync(join(folder, "tenants/empty.db"), "");
  writeFileSync(
    join(folder, "code.ts"),
    'import Database from "better-sqlite3";\nnew Database("x").prepare("SELECT email FROM users").all();\n',
  );
  for (const rows of [false, true]) {
    const report = JSON.parse(JSON.stringify(await fleetOf(folder, { rows })));
    check(report);
    expect(check.errors ?? []).toEqual([]);
    expect([report.code.statements, report.summary.unread]).toEqual([1, 1]);
    expect(report.databases[1].rows === null).toBe(!rows);
  }
  expect(check({ ...(await fleetOf(folder)), extra: 1 })).toBe(false);
});
