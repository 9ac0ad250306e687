import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterAll, describe, expect, it } from "vitest";
import { commandLine } from "../cases/command-line.ts";

/** What must not leave: letters that a reader, a search and a shell all see. */
const secret = "Zwiebelturm";

const model = `
/** @table patients
 *  @unique (email) */
export interface Patient {
  id: number;
  email: string;
  age: number;
  isInsured: boolean;
  status: "well" | "ill";
  history: string[];
  born: Date;
  /** @references wards(name) */
  ward: string | null;
  /** @type INTEGER */
  room: number;
  note: string;
}
/** @table wards */
export interface Ward { /** @primaryKey */ name: string }
`;

function hospital(): string {
  const folder = mkdtempSync(join(tmpdir(), "doctor-hospital-"));
  const db = new Database(join(folder, "hospital.db"));
  db.pragma("foreign_keys = off");
  db.exec(`CREATE TABLE wards (name TEXT PRIMARY KEY NOT NULL);
    CREATE TABLE patients (id INTEGER PRIMARY KEY, email TEXT NOT NULL, age INTEGER NOT NULL, is_insured BOOLEAN NOT NULL,
      status TEXT NOT NULL, history TEXT NOT NULL, born TEXT NOT NULL, ward TEXT, room TEXT, note TEXT);
    INSERT INTO wards VALUES ('north');
    INSERT INTO patients VALUES (1, 'a@example.org', 5, 1, 'well', '[]', '2024-01-05', 'north', '7', 'fine');`);
  const row = db.prepare("INSERT INTO patients VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, CAST(? AS TEXT))");
  for (let i = 2; i < 40; i++) {
    const told = `${secret} ${i} \u001b[31m\u009b2J\u202e|<b>`;
    const bytes = i % 2 ? Buffer.from([...Buffer.from(secret), 0xe9]) : Buffer.from(`${secret}\0${secret}`);
    row.run(i, `${secret}@example.org`, told, told, told, told, told, told, told, bytes);
  }
  db.prepare("UPDATE patients SET status = ? WHERE id = 5").run("ilI".padEnd(5_000, secret));
  db.prepare("UPDATE patients SET age = ? WHERE id = 6").run(Buffer.from(secret.repeat(500)));
  db.close();
  writeFileSync(join(folder, "model.ts"), model);
  const checks = [{ name: "nobody is called so", sql: "SELECT note, age FROM patients WHERE age > 100" }];
  writeFileSync(
    join(folder, "doctor.config.json"),
    JSON.stringify({
      database: "hospital.db",
      model: ["model.ts"],
      checks,
      orphans: { patients: { ward: "quarantine" } },
    }),
  );
  return folder;
}

const folder = hospital();
afterAll(() => rmSync(folder, { recursive: true }));

/** The spellings of the secret that could slip through: as it is, in hexadecimal, in base64. */
const spellings = [
  secret,
  Buffer.from(secret).toString("hex"),
  Buffer.from(secret).toString("base64").replace(/=+$/, ""),
];

function tellsSecret(text: string | Buffer): boolean {
  const lower = text.toString("latin1").toLowerCase();
  return spellings.some((spelling) => lower.includes(spelling.toLowerCase()));
}

/** The files below a folder that tell it. */
function filesThatTell(below: string): string[] {
  return readdirSync(below, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .filter((path) => tellsSecret(readFileSync(path)));
}

/** Whether a letter steers a terminal, or turns the direction of what follows. */
function steers(letter: string): boolean {
  const code = letter.codePointAt(0) ?? 0;
  return /[\p{Cc}\u202a-\u202e\u2066-\u2069]/u.test(letter) && code !== 10;
}

describe("values that are stored", () => {
  it.each(["text", "json", "markdown"])("do not leave by analyze --format %s", async (format) => {
    const { code, out, err } = await commandLine(folder, "analyze", "--format", format);
    expect([code, err]).toEqual([1, ""]);
    for (const rule of ["foreign-storage-class", "malformed-text", "invalid-json", "malformed-date"])
      expect(out).toContain(rule);
    expect(tellsSecret(out)).toBe(false);
  });

  it("do not leave by a plan, its scripts, its proof, or what is kept", async () => {
    const lines = [
      ["repair"],
      ["repair", "--dry-run", "--out", "repair"],
      ["repair", "--dry-run", "--allow-destructive"],
      ["repair", "--apply"],
      ["validate"],
      ["runs", "list"],
      ["explain", "CRIT-001"],
    ];
    for (const line of lines) {
      const { out, err } = await commandLine(folder, ...line);
      expect([line.join(" "), tellsSecret(out + err)]).toEqual([line.join(" "), false]);
      expect(out + err).not.toBe("");
    }
    expect(readdirSync(join(folder, "repair"))).toContain("plan.json");
    expect(filesThatTell(join(folder, "repair"))).toEqual([]);
    // Of what the doctor keeps only a backup, which is the database, has them.
    const kept = filesThatTell(join(folder, ".doctor"));
    expect(kept.filter((path) => !/backup/.test(path))).toEqual([]);
  });

  it.each(["text", "json", "markdown"])(
    "are shown with --show-values, few and short and harmless: --format %s",
    async (format) => {
      const { out } = await commandLine(folder, "analyze", "--format", format, "--show-values");
      expect(out).toContain(secret);
      // No row's value is told at length, and none steers a terminal.
      expect(out.split(secret.repeat(6))).toHaveLength(1);
      expect([...out].filter(steers)).toEqual([]);
      if (format !== "json") return;
      const { issues } = JSON.parse(out) as {
        issues: { findings: { query: { values?: string[] } | null }[] }[];
      };
      for (const { findings } of issues)
        for (const { query } of findings) {
          expect(query?.values?.length ?? 0).toBeLessThanOrEqual(5);
          for (const value of query?.values ?? []) expect(value.length).toBeLessThanOrEqual(70);
        }
    },
  );
});
