import { execFileSync } from "node:child_process";
import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { commandLine } from "../cases/command-line.ts";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "bad-input-"));
  mkdirSync(join(folder, "src"));
  writeFileSync(
    join(folder, "src", "models.ts"),
    "/** @table */ export interface Book { id: number; title: string }",
  );
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const doctor = (argv: readonly string[]) => commandLine(folder, ...argv);

/** A library with books, in which one page after another has been used. */
function library(name: string): string {
  const file = join(folder, name);
  const database = new Database(file);
  database.exec("CREATE TABLE books (id INTEGER PRIMARY KEY, title TEXT)");
  const insert = database.prepare("INSERT INTO books (title) VALUES (?)");
  database.exec("BEGIN");
  for (let count = 0; count < 500; count++) insert.run(`The ${count}th book of the library`);
  database.exec("COMMIT");
  database.close();
  return file;
}

/** Every file in the folder but those of the doctor's own, with what is in it. */
function contents(): Record<string, string> {
  const entries = readdirSync(folder, { recursive: true, encoding: "utf8" });
  const files = entries.filter((path) => !path.startsWith(".doctor") && isFile(join(folder, path)));
  return Object.fromEntries(files.map((path) => [path, readFileSync(join(folder, path)).toString("latin1")]));
}

const isFile = (path: string): boolean => lstatSync(path, { throwIfNoEntry: false })?.isFile() ?? false;

/** What is no database that can be read, by what it is; each makes it and returns its path. */
const unreadable: Readonly<Record<string, () => string>> = {
  "a file that is not there": () => "nowhere.db",
  "a path below a file": () => "src/models.ts/shop.db",
  "a folder": () => "src",
  "a text": () => "src/models.ts",
  "an empty file": () => {
    writeFileSync(join(folder, "empty.db"), "");
    return "empty.db";
  },
  "a file of zeros": () => {
    writeFileSync(join(folder, "zeros.db"), Buffer.alloc(8192));
    return "zeros.db";
  },
  "a header and nothing else": () => {
    truncateSync(library("header.db"), 100);
    return "header.db";
  },
  "a database cut off in the middle": () => {
    truncateSync(library("cut.db"), 4096 * 2 + 17);
    return "cut.db";
  },
  "a database whose schema is garbage": () => {
    const bytes = readFileSync(library("garbled.db"));
    bytes.fill(0xa5, 100, 4096);
    writeFileSync(join(folder, "garbled.db"), bytes);
    return "garbled.db";
  },
  "a link that leads to itself": () => {
    symlinkSync("loop.db", join(folder, "loop.db"));
    return "loop.db";
  },
  "a link that leads nowhere": () => {
    symlinkSync("gone.db", join(folder, "dangling.db"));
    return "dangling.db";
  },
  "a named pipe": () => {
    execFileSync("mkfifo", [join(folder, "pipe.db")]);
    return "pipe.db";
  },
  "a device": () => "/dev/null",
  "a name with a null character": () => "shop\0.db",
  "an empty name": () => "",
  "a name that is too long": () => `${"x".repeat(5000)}.db`,
};

const commands: readonly (readonly string[])[] = [
  ["analyze"],
  ["analyze", "--format", "json"],
  ["analyze", "--fail-on", "never"],
  ["repair"],
  ["repair", "--out", "scripts"],
  ["repair", "--apply"],
  ["validate"],
  ["rollback"],
  ["rollback", "--apply"],
  ["baseline"],
  ["snapshot"],
  ["snapshot", "--check"],
  ["explain", "CRIT-001"],
];

describe.each(Object.entries(unreadable))("%s", (_what, make) => {
  it.each(commands.map((words) => [words.join(" "), words] as const))(
    "%s says what is wrong, exits with 2, and leaves everything as it was",
    async (_line, words) => {
      const path = make();
      const before = contents();
      const { code, out, err } = await doctor([...words, "--model", "src/*.ts", "--db", path]);
      expect({ code, out, err }).toEqual({
        code: 2,
        out: "",
        err: expect.stringMatching(/^doctor: (.+\n){2,}$/),
      });
      expect(err).not.toContain("bug of the doctor");
      expect(contents()).toEqual(before);
    },
  );
});

describe("an odd name of a database", () => {
  it.each([
    "two words.db",
    "it's.db",
    'quo"ted.db',
    "100%.db",
    "what?.db",
    "a#b.db",
    "a&mode=memory.db",
    "file.db?mode=ro",
    "-dash.db",
    "büchér 図書.db",
    "line\nbreak.db",
    "[1].db",
    "$(touch hacked).db",
    "no-extension",
  ])("%j is a name like others", async (name) => {
    library(name);
    const { code, err, out } = await doctor(["analyze", "--model", "src/*.ts", `--db=./${name}`]);
    expect({ code, err }).toEqual({ code: 1, err: "" });
    expect(out).toContain("HIGH-001");
    expect(out.split("\n")).not.toContain("break.db");
    expect(readdirSync(folder)).not.toContain("hacked");
    expect(await doctor(["repair", "--apply", "--model", "src/*.ts", `--db=./${name}`])).toMatchObject({
      code: 0,
    });
    expect(await doctor(["validate", "--model", "src/*.ts", `--db=./${name}`])).toMatchObject({ code: 0 });
    expect(await doctor(["rollback", "--apply", "--model", "src/*.ts", `--db=./${name}`])).toMatchObject({
      code: 0,
    });
  });
});

describe("a model that cannot be read", () => {
  it.each([
    ["nothing.ts"],
    ["src"],
    ["src/**/*.sql"],
    [""],
    ["../../../../etc/passwd"],
    ["src/[.ts"],
    ["src/models.ts\0"],
  ])("%j is no clean run", async (pattern) => {
    library("shop.db");
    const { code, out, err } = await doctor(["analyze", "--db", "shop.db", "--model", pattern]);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toMatch(/^doctor: /);
    expect(err).not.toContain("bug of the doctor");
  });
});

describe("a model behind links that lead in a circle, or below a file", () => {
  it.each([
    ...["loop.ts", "loop.sql", "loop.prisma", "loop", "sql", "prisma", "drizzle.config.ts"],
    ...["src/models.ts/x.ts", "src/models.ts/x.sql", "src/models.ts/x.prisma", "src/models.ts/x"],
  ])("%s is no clean run, and no bug of the doctor", async (model) => {
    library("shop.db");
    for (const name of ["loop.ts", "loop.sql", "loop.prisma", "loop", "drizzle.config.ts"])
      symlinkSync(name, join(folder, name));
    for (const kind of ["sql", "prisma"]) {
      mkdirSync(join(folder, kind));
      symlinkSync(`loop.${kind}`, join(folder, kind, `loop.${kind}`));
    }
    const { code, out, err } = await doctor(["analyze", "--db", "shop.db", "--model", model]);
    expect({ code, out, err }).toEqual({
      code: 2,
      out: "",
      err: expect.stringMatching(/^doctor: (.+\n){2,}$/),
    });
    expect(err).toContain(model.replace(/^(?:sql|prisma)$/, "loop."));
    expect(err).not.toContain("bug of the doctor");
  });

  it.skipIf(process.getuid?.() === 0)(
    "nor is a file that nobody may read, of the model or the code",
    async () => {
      library("shop.db");
      const closed = ["closed.sql", "closed.ts", "closed.prisma"];
      for (const name of closed) writeFileSync(join(folder, name), "", { mode: 0 });
      for (const words of [...closed.map((name) => ["--model", name]), ["--model", "src/*.ts"]]) {
        writeFileSync(join(folder, "doctor.config.json"), '{ "queries": ["closed.ts"] }');
        const { code, err } = await doctor(["analyze", "--db", "shop.db", ...words]);
        expect({ code, err }).toEqual({
          code: 2,
          err: expect.stringMatching(/^doctor: The \w+ .*cannot be read.*\n.+/),
        });
      }
    },
  );
});

describe("a config that cannot be read", () => {
  const kinds: Readonly<Record<string, string | Buffer>> = {
    "is empty": "",
    "is cut off": '{ "database": "shop.db", "mod',
    "is no text": Buffer.from([0xff, 0xfe, 0x00, 0x80, 0x81]),
    "is a list": '["shop.db"]',
    "is null": "null",
    "nests without end": "[".repeat(200_000),
    "names a path with a null character": '{ "database": "shop\\u0000.db", "model": ["src/*.ts"] }',
    "names prototypes": '{ "__proto__": { "database": "shop.db" }, "constructor": 1 }',
  };

  it.each(Object.entries(kinds))("because it %s is named with what is wrong", async (_why, text) => {
    library("shop.db");
    writeFileSync(join(folder, "doctor.config.json"), text);
    for (const words of [["analyze"], ["repair", "--apply"], ["runs", "list"], ["report"], ["baseline"]]) {
      const { code, out, err } = await doctor([...words, "--config", "doctor.config.json"]);
      expect({ words, code, out }).toEqual({ words, code: 2, out: "" });
      expect(err).toMatch(/^doctor: /);
      expect(err).not.toContain("bug of the doctor");
    }
  });
});

describe("a place that cannot be written to", () => {
  it.each([
    ["analyze", "--out", "src"],
    ["analyze", "--out", "src/models.ts/report.txt"],
    ["analyze", "--out", "nowhere/report.txt"],
    ["analyze", "--out", ""],
    ["analyze", "--out", "report\0.txt"],
    ["repair", "--out", "src/models.ts"],
    ["repair", "--out", "src/models.ts/scripts"],
    ["snapshot", "--out", "src"],
    ["baseline", "--out", "src"],
    ["init", "--out", "src"],
  ])("%s %s %j", async (...words) => {
    library("shop.db");
    const { code, err } = await doctor([...words, "--db", "shop.db", "--model", "src/*.ts"]);
    expect({ code, err }).toEqual({ code: 2, err: expect.stringMatching(/^doctor: /) });
    expect(err).not.toContain("bug of the doctor");
  });
});
