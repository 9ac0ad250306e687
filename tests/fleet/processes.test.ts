import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import Database from "better-sqlite3";
import { describe, expect, it } from "vitest";
import { useProgram } from "../cli/built.ts";
import { fleetFolder, makeDatabase, model } from "./fleets.ts";

const program = useProgram();

function doctor(folder: string, line: readonly string[], input?: string) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, "fleet", ...line], {
    ...{ cwd: folder, encoding: "utf8", input: input ?? "" },
  });
  return { code: status, out: stdout, err: stderr };
}

const rows = `WITH n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000)`;
const filled = `${model} INSERT INTO users ${rows} SELECT i, 'u' || i FROM n; INSERT INTO orders ${rows} SELECT i, i, i FROM n;`;
const drifted = filled.replace(", total INTEGER", "").replace("SELECT i, i, i FROM", "SELECT i, i FROM");
const orphaned = `PRAGMA foreign_keys = OFF; ${filled} UPDATE orders SET user_id = 9999 WHERE id < 4;`;

function manyTenants(count: number): string {
  const kinds = [filled, filled, drifted, orphaned];
  return fleetFolder(
    Object.fromEntries(
      Array.from({ length: count }, (_, i) => [
        `tenants/t${String(i).padStart(3, "0")}.db`,
        kinds[i % 4] ?? "",
      ]),
    ),
  );
}

const lasting = (json: string) => ({ ...JSON.parse(json), run: null });

describe("threads", () => {
  it("one or many, the report is the same to the letter", () => {
    const folder = manyTenants(40);
    writeFileSync(join(folder, "tenants/broken.db"), "no database");
    const [one, many] = ["1", "4"].map((threads) =>
      doctor(folder, ["tenants", "--rows", "--format", "json", "--threads", threads]),
    );
    expect([one?.code, one?.err, many?.code, many?.err]).toEqual([2, "", 2, ""]);
    expect(JSON.stringify(lasting(many?.out ?? ""))).toBe(JSON.stringify(lasting(one?.out ?? "")));
    expect(lasting(one?.out ?? "").summary).toMatchObject({
      databases: 41,
      unread: 1,
      worst: { critical: 10, high: 10 },
    });
  });
});

describe("a run that is killed", () => {
  it.each(["SIGKILL", "SIGINT"] as const)(
    "by %s goes on with --resume where it was",
    async (signal) => {
      const folder = manyTenants(120);
      const args = [program, "fleet", "tenants", "--rows", "--format", "json", "--threads", "1"];
      const child = spawn(process.execPath, args, { cwd: folder, stdio: "ignore" });
      const ended = new Promise<number | null>((resolve) => child.on("exit", resolve));
      const history = join(folder, ".doctor", "history.db");
      const kept = () => {
        try {
          const database = new Database(history, { readonly: true });
          const count = database.prepare("SELECT count(*) FROM fleet_states").pluck().get();
          database.close();
          return Number(count);
        } catch {
          return 0;
        }
      };
      while (kept() === 0 && child.exitCode === null) await new Promise((resolve) => setTimeout(resolve, 20));
      child.kill(signal);
      expect(await ended).toBe(signal === "SIGKILL" ? null : 2);
      const before = kept();
      expect(before).toBeGreaterThan(0);
      expect(before).toBeLessThan(120);
      // One of those that were read changes, and is read again.
      const first = join(folder, "tenants/t000.db");
      new Database(first)
        .exec("DELETE FROM orders; PRAGMA foreign_keys = OFF; INSERT INTO orders VALUES (1, 12345, 1)")
        .close();
      const resumed = doctor(folder, ["tenants", "--rows", "--format", "json", "--resume"]);
      const fresh = doctor(folder, ["tenants", "--rows", "--format", "json"]);
      expect(JSON.parse(resumed.out).run.resumed).toBe(before - 1);
      expect(lasting(resumed.out)).toEqual(lasting(fresh.out));
      expect(lasting(resumed.out).databases[0].rows.issues.map(({ rule }: { rule: string }) => rule)).toEqual(
        ["orphaned-rows"],
      );
      const again = doctor(folder, ["tenants", "--rows", "--format", "json", "--resume"]);
      expect(JSON.parse(again.out).run.resumed).toBe(120);
      // Another question is asked anew.
      writeFileSync(join(folder, "schema.sql"), `${model} CREATE INDEX o ON orders (total);`);
      const other = doctor(folder, ["tenants", "--rows", "--format", "json", "--resume"]);
      expect(JSON.parse(other.out).run.resumed).toBe(0);
    },
    120_000,
  );
});

describe("an application at work", () => {
  it.each(["WAL", "DELETE"])("goes on writing in %s mode, and is read as of some commit", async (mode) => {
    const folder = fleetFolder({ "tenants/still.db": model });
    const busy = join(folder, "tenants", "busy.db");
    makeDatabase(busy, `PRAGMA journal_mode = ${mode}; ${model}`);
    const script = `
      const Database = require(${JSON.stringify(createRequire(import.meta.url).resolve("better-sqlite3"))});
      const database = new Database(${JSON.stringify(busy)}, { timeout: 0 });
      let commits = 0, failures = 0, stop = false;
      process.on("message", () => { stop = true; });
      const step = () => {
        try { database.exec("INSERT INTO users (email) VALUES ('a@b')"); commits++; } catch { failures++; }
        if (commits === 5) process.send("ready");
        if (!stop) return setTimeout(step, 1);
        database.close(); process.send([commits, failures]); process.disconnect();
      };
      step();`;
    const writer = spawn(process.execPath, ["-e", script], {
      stdio: ["ignore", "inherit", "inherit", "ipc"],
    });
    const heard = () => new Promise<unknown>((resolve) => writer.once("message", resolve));
    expect(await heard()).toBe("ready");
    const reports = [["tenants"], ["tenants", "--rows"]].map((line) =>
      doctor(folder, [...line, "--format", "json"]),
    );
    const last = heard();
    writer.send("stop");
    expect(await last).toEqual([expect.any(Number), 0]);
    for (const { code, out } of reports) {
      expect([code, JSON.parse(out).summary]).toMatchObject([0, { databases: 2, unread: 0, groups: 1 }]);
    }
    expect(readdirSync(join(folder, "tenants")).sort()).toEqual(["busy.db", "still.db"]);
  });
});

describe("the command line", () => {
  it("takes a list of files, by line or as find -print0 writes it, and from standard input", () => {
    const folder = fleetFolder({
      "tenants/a b.db": model,
      "tenants/new\nline.db": model,
      "tenants/#c.db": model,
    });
    writeFileSync(join(folder, "list.txt"), "tenants/a b.db\r\n\ntenants/#c.db\n");
    const paths = (out: string) => JSON.parse(out).databases.map(({ path }: { path: string }) => path);
    expect(paths(doctor(folder, ["--files", "list.txt", "--format", "json"]).out)).toEqual([
      "tenants/#c.db",
      "tenants/a b.db",
    ]);
    const zeros = doctor(
      folder,
      ["--files", "-", "--format", "json"],
      "tenants/new\nline.db\0tenants/a b.db\0",
    );
    expect(paths(zeros.out)).toEqual(["tenants/a b.db", "tenants/new\nline.db"]);
    expect(doctor(folder, ["--files", "gone.txt"])).toMatchObject({ code: 2, out: "" });
    expect(doctor(folder, ["--files", "-"])).toMatchObject({ code: 2, out: "" });
  });

  it("refuses what means nothing", () => {
    const folder = fleetFolder({ "tenants/ada.db": model });
    for (const line of [
      [],
      ["tenants", "--db", "x.db"],
      ["tenants", "--threads", "0"],
      ["tenants", "--nope"],
    ])
      expect(doctor(folder, line)).toMatchObject({ code: 2, out: "" });
  });

  it("prints text and markdown without anything that steers a terminal, and writes to --out", () => {
    const evil = "\u001b[31mevil|<b>.db";
    const folder = fleetFolder({ "tenants/ada.db": model, [`tenants/${evil}`]: drifted });
    writeFileSync(join(folder, "tenants/empty.db"), "");
    const { out, code, err } = doctor(folder, ["tenants"]);
    expect([code, err]).toEqual([2, ""]);
    expect(out).toContain("lacks the column orders.total.");
    expect(out).not.toContain("\u001b");
    expect(out).toContain("NOT READ (1)");
    const markdown = doctor(folder, ["tenants", "--format", "markdown"]).out;
    expect(markdown).not.toContain("<b>");
    expect(doctor(folder, ["tenants", "--out", "report.txt"])).toMatchObject({
      out: "",
      err: "The report is in report.txt.\n",
    });
    expect(readFileSync(join(folder, "report.txt"), "utf8")).toBe(out);
  });

  it("is recorded as a run, whose report can be had again, unless the config says no", () => {
    const folder = fleetFolder({ "tenants/ada.db": drifted });
    const { out } = doctor(folder, ["tenants"]);
    const again = spawnSync(process.execPath, [program, "report"], { cwd: folder, encoding: "utf8" });
    expect(again.stdout).toBe(out);
    const list = spawnSync(process.execPath, [program, "runs", "list", "--format", "json"], {
      cwd: folder,
      encoding: "utf8",
    });
    expect(JSON.parse(list.stdout).runs).toMatchObject([
      { command: "fleet", exitCode: 1, database: null, counts: { high: 1 } },
    ]);
    const silent = fleetFolder({ "tenants/ada.db": model }, { config: { history: false } });
    mkdirSync(join(silent, "x"));
    doctor(silent, ["tenants", "--rows"]);
    expect(readdirSync(silent)).not.toContain(".doctor");
  });
});
