import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { useProgram } from "./built.ts";
import { shopFolder } from "./shop.ts";

const program = useProgram();
let folder: string;

beforeAll(() => {
  // Enough issues that the report does not fit into a pipe's buffer of 64 KB.
  const tables = Array.from(
    { length: 300 },
    (_, index) => `CREATE TABLE table_${index} (id INTEGER PRIMARY KEY);`,
  );
  folder = shopFolder({
    declared: tables.join("\n"),
    actual: "CREATE TABLE table_0 (id INTEGER PRIMARY KEY);",
  });
}, 120_000);

/** Runs the program in a shell line where "$DOCTOR" stands for it. */
function shell(line: string): Promise<{ code: number | null; out: string; err: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn("bash", ["-c", line], {
      cwd: folder,
      env: { PATH: process.env.PATH, HOME: process.env.HOME, DOCTOR: program },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let out = "";
    let err = "";
    child.stdout.on("data", (data) => {
      out += data;
    });
    child.stderr.on("data", (data) => {
      err += data;
    });
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, out, err }));
  });
}

describe("the program in a shell", () => {
  it("exits with 1 for issues, prints a whole report to a pipe, without colour, with stdin closed", async () => {
    const { code, out, err } = await shell('node "$DOCTOR" analyze --format json <&-');
    expect({ code, err }).toEqual({ code: 1, err: "" });
    expect(JSON.parse(out).issues).toHaveLength(299);
    expect((await shell('node "$DOCTOR" analyze')).out).not.toContain("\u001b");
  });

  it("prints a whole report to a pipe that does not wait for its reader, as Node makes those it shares", async () => {
    const parent = `process.stdout; child_process.spawnSync("node", [process.env.DOCTOR, "analyze", "--format", "json"], { stdio: "inherit" })`;
    const { out, err } = await shell(`node -e '${parent}' | { sleep 3; cat; }`);
    expect(err).toBe("");
    expect(JSON.parse(out).issues).toHaveLength(299);
  });

  it("is quiet when the reader of its pipe goes away", async () => {
    const { out, err } = await shell('node "$DOCTOR" analyze --format json | head -n 1');
    expect({ out, err }).toEqual({ out: "{\n", err: "" });
  });

  it.runIf(existsSync("/dev/full"))(
    "exits with 2, and says why, when its report cannot be written",
    async () => {
      const { code, err } = await shell('node "$DOCTOR" analyze >/dev/full');
      expect(code).toBe(2);
      expect(err).toMatch(/^doctor: what it has to say could not be written: ENOSPC.*\n.*elsewhere\.\n$/);
    },
  );

  it("exits with 2, and nothing on stdout, when it could not run", async () => {
    const { code, out, err } = await shell('node "$DOCTOR" analyze --db missing.db');
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toMatch(/^doctor: .*missing\.db/);
  });

  it("shows no progress where stderr is no terminal", async () => {
    expect((await shell('node "$DOCTOR" analyze --fail-on never')).err).toBe("");
  });

  it("loads ts-morph, handlebars and kleur only for what needs them", async () => {
    const trace = `node --import 'data:text/javascript,import{register}from"node:module";register("data:text/javascript,"+encodeURIComponent("export async function load(u,c,n){const p=/node_modules.(ts-morph|handlebars|kleur|cli-progress)/.exec(u);if(p)process._rawDebug(p[1]);return n(u,c)}"))'`;
    const loaded = async (line: string) => {
      const { err } = await shell(`${trace} "$DOCTOR" ${line} >/dev/null`);
      return [...new Set(err.split("\n").filter((word) => word !== ""))];
    };
    expect(await loaded("analyze")).toEqual([]);
    expect(await loaded("analyze --format markdown")).toEqual(["handlebars"]);
  });
});
