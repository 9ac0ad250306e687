import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";

/** A folder with a database whose parent table is to be made anew, and the program that does it. */
export interface FaultBench {
  readonly folder: string;
  readonly database: string;
  /** The database as it was, and as a repair that nothing disturbed leaves it. */
  readonly before: string;
  readonly after: string;
  /** Puts the database back as it was, without a history. */
  readonly reset: () => void;
  /** Starts `doctor` with these words in the folder, after a shell line and through another program, if so wanted. */
  readonly start: (words: readonly string[], after?: string, through?: string) => ChildProcess;
  readonly remove: () => void;
}

/** How a process ended and what it said. */
export interface Said {
  readonly code: number | null;
  readonly signal: string | null;
  readonly out: string;
  readonly err: string;
}

const model = `CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT NOT NULL, note TEXT);
  CREATE TABLE posts (id INTEGER PRIMARY KEY, user_id INTEGER REFERENCES users (id) ON DELETE CASCADE, body TEXT);
  CREATE INDEX posts_of_user ON posts (user_id);`;

/** Lays out a database with so many users, three posts each; a user takes about a kilobyte. */
export async function layFaults(main: string, users: number): Promise<FaultBench> {
  const folder = mkdtempSync(join(tmpdir(), "faults-"));
  const [database, before, after] = ["app.db", "before.db", "after.db"].map((name) => join(folder, name));
  if (!database || !before || !after) throw new Error("no paths");
  const connection = new Database(before);
  connection.exec(model.replace("name TEXT NOT NULL", "name TEXT"));
  connection.exec(`WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${users})
    INSERT INTO users SELECT i * 2, 'user ' || i, hex(randomblob(200)) FROM n`);
  connection.exec(
    "INSERT INTO posts (user_id, body) SELECT id, hex(randomblob(100)) FROM users, (VALUES (1), (2), (3))",
  );
  connection.close();
  writeFileSync(join(folder, "model.sql"), model);
  writeFileSync(
    join(folder, "doctor.config.json"),
    JSON.stringify({ database: "app.db", model: ["model.sql"] }),
  );
  const start: FaultBench["start"] = (words, after = "", through = "") =>
    spawn("bash", ["-c", `${after} exec ${through} "$0" "$@"`, process.execPath, main, ...words], {
      cwd: folder,
    });
  const reset = (): void => {
    for (const end of ["", "-wal", "-shm", "-journal"]) rmSync(database + end, { force: true });
    rmSync(join(folder, ".doctor"), { recursive: true, force: true });
    cpSync(before, database);
  };
  reset();
  const said = await heard(start(["repair", "--apply"]));
  if (said.code !== 0) throw new Error(said.err + said.out);
  cpSync(database, after);
  reset();
  return { folder, database, before, after, reset, start, remove: () => rmSync(folder, { recursive: true }) };
}

/** Waits for a process to end. */
export async function heard(child: ChildProcess): Promise<Said> {
  const said = { out: "", err: "" };
  child.stdout?.on("data", (chunk) => {
    said.out += chunk;
  });
  child.stderr?.on("data", (chunk) => {
    said.err += chunk;
  });
  const [code, signal] = (await once(child, "close")) as [number | null, string | null];
  return { code, signal, ...said };
}

/** Whether a database has exactly the content of another, schema and rows; and whether SQLite finds it sound. */
export function holds(database: string, reference: string): boolean {
  const connection = new Database(database);
  try {
    if (connection.pragma("integrity_check", { simple: true }) !== "ok") throw new Error("integrity_check");
    connection.prepare("ATTACH ? AS reference").run(reference);
    const texts = (name: string): string =>
      JSON.stringify(
        connection.prepare(`SELECT type, name, sql FROM ${name}.sqlite_schema ORDER BY 1, 2`).raw().all(),
      );
    return texts("main") === texts("reference") && tables.every((table) => sameRows(connection, table));
  } finally {
    connection.close();
  }
}

const tables = [
  { name: "users", columns: ["name", "note"] },
  { name: "posts", columns: ["user_id", "body"] },
];

function sameRows(connection: Database.Database, { name, columns }: (typeof tables)[number]): boolean {
  const count = (sql: string): unknown => connection.prepare(`SELECT count(*) FROM ${sql}`).pluck().get();
  const differs = columns.map((column) => `a.${column} IS NOT b.${column}`).join(" OR ");
  const wrong = count(
    `main.${name} AS a LEFT JOIN reference.${name} AS b ON b.id = a.id WHERE b.id IS NULL OR ${differs}`,
  );
  return wrong === 0 && count(`main.${name}`) === count(`reference.${name}`);
}
