import { micromark } from "micromark";
import { gfm, gfmHtml } from "micromark-extension-gfm";
import { describe, expect, it } from "vitest";
import { type DryRun, renderDryRun } from "../../reports/repair.ts";
import { repairCompanions } from "../../reports/repair-folder.ts";
import type { Report } from "../../src/reporting/report.ts";
import { report } from "../reporting/samples.ts";
import { hostileNames, reportAbout, steering } from "./hostile.ts";
import { shop } from "./samples.ts";

const blocking = "SELECT * FROM orders WHERE user_id NOT IN (SELECT id FROM users)";

function render(about: Report, facets: Partial<DryRun> = {}): Promise<string> {
  const run = { report: about, pulledIn: [], offending: new Map(), allowDestructive: false, ...facets };
  return renderDryRun(run, { color: false });
}

describe("a dry run on the terminal", () => {
  it("shows the SQL of every step as it will run, unwrapped, and its way back", async () => {
    const output = await render(shop());
    expect(output).toContain(
      "\n    CREATE TABLE invoices (id INTEGER PRIMARY KEY, user_id INTEGER REFERENCES users (id));\n",
    );
    expect(output).toContain("  Rollback, lossless:\n    DROP TABLE invoices;\n");
    expect(output).toContain(
      "  Rollback, lossy. Values written to the new columns since are lost.\n    ALTER TABLE users DROP COLUMN email;\n",
    );
    expect(output).toContain("  Rollback, impossible. The values of legacy_note are gone.\n");
  });

  it("says how many rows stand against a precondition", async () => {
    expect(await render(shop(), { offending: new Map([[blocking, 2]]) })).toContain(
      `    ${blocking};\n    -- 2 rows today: the step is blocked\n`,
    );
    expect(await render(shop(), { offending: new Map([[blocking, 0]]) })).toContain(
      `    ${blocking};\n    -- no rows today\n`,
    );
    expect(await render(shop())).toContain(`    ${blocking};\n    -- not asked today\n`);
  });

  it("does not send someone to run scripts that rows block", async () => {
    const blocked = await render(shop(), { offending: new Map([[blocking, 2]]) });
    expect(blocked).toContain("Rows stand in the way.");
    expect(blocked).not.toContain("--out repair");
    expect(await render(shop(), { offending: new Map([[blocking, 0]]) })).toContain(
      "doctor repair --dry-run --out repair",
    );
  });

  it("marks steps that delete data as left out, unless they are allowed", async () => {
    expect(await render(shop())).toContain("LEFT OUT: it deletes data; --allow-destructive lets it in.");
    expect(await render(shop(), { allowDestructive: true })).not.toContain("LEFT OUT");
  });

  it("shows each check of the proof", async () => {
    const output = await render(shop());
    expect(output).toContain("  ok      applied: 3 steps\n  ok      rollback: schema and rows as before\n");
    const proof = {
      level: "rows",
      ok: false,
      checks: [{ name: "rows", ok: false, detail: "one\ntwo" }],
    } as const;
    expect(await render({ ...shop(), proof })).toContain("  FAILED  rows: one\n          two\n");
  });

  it("names what was pulled in, and what is left to a person", async () => {
    const output = await render(shop(), { pulledIn: ["HIGH-001"] });
    expect(output).toContain("  Pulled in HIGH-001: what was selected depends on it\n");
    expect(output).toContain("BY HAND (1)");
    expect(output).toContain("  HIGH-002  Column orders.sum may be orders.total renamed\n");
  });

  it("says when there is nothing to do", async () => {
    expect(await render(report())).toMatch(/\n {2}Plan {6}nothing to do\n$/);
  });

  it.each(hostileNames)("is not steered by a name like %j", async (name) => {
    expect((await render(reportAbout(name))).replaceAll("\t", "")).not.toMatch(steering);
  });
});

describe("the files beside the scripts", () => {
  const scripts = {
    "repair.sql": "",
    "rollback.sql": "",
    "validate-before.sql": "",
    "validate-after.sql": "",
  };

  it("hold the plan and its proof as data", () => {
    const { plan, proof } = JSON.parse(repairCompanions(shop(), scripts)["plan.json"] ?? "");
    expect({ plan, proof }).toEqual(JSON.parse(JSON.stringify({ plan: shop().plan, proof: shop().proof })));
  });

  it("say how the scripts are run, what would be lost, and what does not come back", () => {
    const readme = repairCompanions(shop(), scripts)["README.md"] ?? "";
    for (const part of [
      "`sqlite3 FILE < repair.sql`",
      "3.40 or newer",
      "## Data that would be deleted",
      "- `step-4`: Drop the column legacy_note of orders.",
      "- `step-1`: Values written to the new columns since are lost.",
    ]) {
      expect(readme).toContain(part);
    }
    for (const name of Object.keys(scripts)) expect(readme).toMatch(new RegExp(`\\| \`${name}\` \\| \\S`));
  });

  it("warn of a repair that is not proven", () => {
    const proof = {
      level: "rows",
      ok: false,
      checks: [{ name: "rows", ok: false, detail: "1 value changed" }],
    } as const;
    const readme = (about: Report) => repairCompanions(about, scripts)["README.md"];
    expect(readme({ ...shop(), proof })).toMatch(
      /\*\*Do not run it as it is:\*\*.*\n\nFailed: rows: 1 value changed\n/,
    );
    expect(readme(shop())).not.toContain("Do not run it as it is");
  });

  it.each(hostileNames)("keep their form with a name like %j", (name) => {
    const tags = (about: string) =>
      micromark(repairCompanions(reportAbout(about), scripts)["README.md"] ?? "", {
        extensions: [gfm()],
        htmlExtensions: [gfmHtml()],
        allowDangerousHtml: true,
      }).match(/<[^>]*>/g);
    expect(tags(name)).toEqual(tags("users"));
  });
});
