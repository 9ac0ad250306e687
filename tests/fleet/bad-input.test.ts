import { execFileSync, spawnSync } from "node:child_process";
import {
  chmodSync,
  copyFileSync,
  linkSync,
  mkdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { describe, expect, it } from "vitest";
import { useProgram } from "../cli/built.ts";
import { doctor as commandLine } from "../cli/harness.ts";
import { fleetFolder, model } from "./fleets.ts";

const program = useProgram();

/** The fleet command in a process of its own, which is ended when it does not come to an end. */
function inProcess(folder: string, ...words: string[]) {
  const options = { cwd: folder, encoding: "utf8", timeout: 60_000, killSignal: "SIGKILL" } as const;
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, "fleet", ...words], options);
  return { code: status, out: stdout, err: stderr };
}

/** The fleet command in this process, by its JSON where there is any. */
async function fleet(folder: string, ...words: string[]) {
  const { code, out, err } = await commandLine(["fleet", ...words, "--format", "json"], { folder });
  const databases: { path: string; error: { code: string; message: string; help: string } | null }[] =
    out === "" ? [] : JSON.parse(out).databases;
  return { code, err, entries: databases.map(({ path, error }) => [path, error?.code ?? "read"]), databases };
}

/** What is no database that can be read: what makes it at a path, and what is said of it. */
const unreadable: Readonly<
  Record<string, [make: (path: string) => void, code: string, says: RegExp, next: RegExp]>
> = {
  nothing: [() => undefined, "database-missing", /does not exist/, /There is no odd\.db in .*Check the path/],
  "an empty file": [(path) => writeFileSync(path, ""), "database-empty", /empty/, /./],
  "a text": [
    (path) => writeFileSync(path, "Dear Ada"),
    "not-a-database",
    /is not an SQLite database/,
    /Check the path/,
  ],
  "a file of zeros": [
    (path) => writeFileSync(path, Buffer.alloc(8192)),
    "not-a-database",
    /not an SQLite/,
    /./,
  ],
  "a database cut off": [
    (path) => writeFileSync(path, readFileSync(join(path, "..", "good.db")).subarray(0, 5000)),
    "database-corrupt",
    /damaged|corrupt|cut/i,
    /backup/,
  ],
  "a link that leads to itself": [
    (path) => symlinkSync("odd.db", path),
    "database-unreadable",
    /too many symbolic links/,
    /Check the path/,
  ],
  "a link that leads nowhere": [
    (path) => symlinkSync("gone.db", path),
    "database-missing",
    /does not exist/,
    /./,
  ],
  "a pipe": [(path) => execFileSync("mkfifo", [path]), "database-not-a-file", /pipe/, /./],
};

describe("a fleet of which one database", () => {
  const good = (): string => fleetFolder({ "tenants/good.db": model, "tenants/other.db": model });

  it.each(Object.entries(unreadable))(
    "is %s says what, why and what next, reads the others, and exits with 2",
    async (_, [make, code, says, next]) => {
      const folder = good();
      make(join(folder, "tenants", "odd.db"));
      for (const rows of [[], ["--rows"]]) {
        const line = ["tenants/odd.db", "tenants", "--format", "json", ...rows];
        const { code: exit, out, err } = inProcess(folder, ...line);
        const { databases } = JSON.parse(out);
        expect({ exit, err, paths: databases.map(({ path }: { path: string }) => path) }).toEqual({
          ...{ exit: 2, err: "", paths: ["tenants/good.db", "tenants/odd.db", "tenants/other.db"] },
        });
        expect(databases.map((entry: { state: string }) => entry.state)).toEqual(["read", "unread", "read"]);
        expect(databases[1].error).toEqual({
          code,
          message: expect.stringMatching(says),
          help: expect.stringMatching(next),
        });
      }
    },
  );

  it("is locked by another process says so", () => {
    const folder = good();
    const held = new Database(join(folder, "tenants/good.db"));
    held.exec("BEGIN EXCLUSIVE; INSERT INTO users VALUES (1, 'ada@example.org')");
    const { code, out } = inProcess(folder, "tenants");
    held.exec("ROLLBACK");
    held.close();
    expect(code).toBe(2);
    expect(out).toMatch(/good\.db is\s+locked by another process[\s\S]*Wait until it ends/);
    expect(out).toContain("1 without issues");
    expect(inProcess(folder, "tenants").code).toBe(0);
  });

  it("lies in a folder that nobody may write to is read", async () => {
    const folder = good();
    chmodSync(join(folder, "tenants"), 0o555);
    const { code, entries } = await fleet(folder, "tenants", "--rows");
    chmodSync(join(folder, "tenants"), 0o755);
    expect({ code, entries }).toEqual({
      code: 0,
      entries: [
        ["tenants/good.db", "read"],
        ["tenants/other.db", "read"],
      ],
    });
  });
});

describe("the words of a fleet", () => {
  it.each([
    [["nope/*.db"], [["nope/*.db", "no-such-database"]]],
    [["tenants/*.nope"], [["tenants/*.nope", "no-such-database"]]],
    [["nope"], [["nope", "database-missing"]]],
    [[" "], [[" ", "database-missing"]]],
    [["["], [["[", "database-missing"]]],
    [["tenants/[.db"], [["tenants/[.db", "database-missing"]]],
  ])("%j that match nothing are one entry", async (words, entries) => {
    const folder = fleetFolder({ "tenants/good.db": model });
    expect(await fleet(folder, ...words)).toMatchObject({ code: 2, err: "", entries });
  });

  it("that match folders only say so", async () => {
    const folder = fleetFolder({ "tenants/good.db": model });
    const { code, databases } = await fleet(folder, "ten*");
    expect([code, databases[0]?.error]).toEqual([
      2,
      {
        code: "no-such-database",
        message: "No file matches ten*; it matches a folder.",
        help: "Name what lies in them, ten*/*, or the folders themselves, without a pattern.",
      },
    ]);
    mkdirSync(join(folder, "tenants", "folder.db"));
    expect((await fleet(folder, "tenants/*.db")).entries).toEqual([["tenants/good.db", "read"]]);
  });

  it.each([
    [[""], /One of the words that name databases is empty\.\n.*variable of the shell/],
    [["tenants", ""], /One of the words that name databases is empty\./],
    [["tenants", "!"], /One of the words that name databases is empty\./],
    [["!bang.db"], /No database is named: .* leaves out\.\n.*named by \.\/!bang\.db/],
    [["tenants", "!tenants/*"], /No database is left to look at/],
    [["-bang.db"], /^doctor: There is no option -bang\.db of doctor fleet\.\n.+\n$/],
  ])("%j are refused", async (words, says) => {
    const folder = fleetFolder({ "tenants/good.db": model });
    copyFileSync(join(folder, "tenants/good.db"), join(folder, "!bang.db"));
    const { code, err } = await fleet(folder, ...words);
    expect({ code, err }).toEqual({ code: 2, err: expect.stringMatching(says) });
  });

  it("may begin with a dash or an exclamation mark, behind -- or ./", async () => {
    const folder = fleetFolder({ "-bang.db": model, "!bang.db": model, "007": model });
    expect(await fleet(folder, "./-bang.db", "./!bang.db")).toMatchObject({
      ...{
        code: 0,
        entries: [
          ["!bang.db", "read"],
          ["-bang.db", "read"],
        ],
      },
    });
    const { code, out } = await commandLine(
      ["fleet", "./!bang.db", "--format", "json", "--", "-bang.db", "007"],
      { folder },
    );
    const paths = JSON.parse(out).databases.map(({ path }: { path: string }) => path);
    expect({ code, paths }).toEqual({ code: 0, paths: ["!bang.db", "-bang.db", "007"] });
  });

  it("name a file once, through links in circles and other names, and so what cannot be read", async () => {
    const folder = fleetFolder({ "tenants/good.db": model });
    const at = (name: string) => join(folder, "tenants", name);
    symlinkSync("..", at("up"));
    symlinkSync("round", at("round"));
    symlinkSync("loop.db", at("loop.db"));
    symlinkSync("good.db", at("alias.db"));
    linkSync(at("good.db"), at("hard.db"));
    const { code, entries } = await fleet(
      folder,
      "tenants",
      "./tenants/../tenants",
      at("good.db"),
      "tenants/**/*.db",
    );
    expect({ code, entries }).toEqual({
      code: 2,
      entries: [
        ["tenants/alias.db", "read"],
        ["tenants/loop.db", "database-unreadable"],
      ],
    });
  });
});

it.each([
  [["rollback", "--apply", "--", "latest"], "latest"],
  [["analyze", "--", "shop.db"], "shop.db"],
  [["report", "--", "last"], "last"],
])("%j is refused: the word after -- would be passed over", async (line, word) => {
  const folder = fleetFolder({});
  const { code, out, err } = await commandLine(line, { folder });
  expect({ code, out }).toEqual({ code: 2, out: "" });
  expect(err).toMatch(new RegExp(`^doctor: .*"${word}".*\n.+\n$`));
});
