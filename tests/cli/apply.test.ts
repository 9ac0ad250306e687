import { spawnSync } from "node:child_process";
import {
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { describe, expect, it } from "vitest";
import { commandLine } from "../cases/command-line.ts";
import { shopFolder } from "./shop.ts";

const actual = `CREATE TABLE customers (id INTEGER PRIMARY KEY, email TEXT, fax TEXT);
  CREATE TABLE orders (id INTEGER PRIMARY KEY, customer_id INTEGER REFERENCES customers (id) ON DELETE CASCADE);
  INSERT INTO customers VALUES (1, 'ada@example.org', '1'), (2, 'bo@example.org', NULL), (7, 'cy@example.org', '3');
  INSERT INTO orders VALUES (10, 1), (11, 2), (12, 7);`;
const declared = `CREATE TABLE customers (id INTEGER PRIMARY KEY, email TEXT NOT NULL UNIQUE, fax TEXT, points INTEGER DEFAULT 0);
  CREATE TABLE orders (id INTEGER PRIMARY KEY, customer_id INTEGER REFERENCES customers (id) ON DELETE CASCADE);
  CREATE TABLE coupons (code TEXT PRIMARY KEY, off INTEGER);`;

const shop = (parts: Partial<Parameters<typeof shopFolder>[0]> = {}): string =>
  shopFolder({ actual, declared, ...parts });
const databaseOf = (folder: string): string => join(folder, "shop.db");

function sql(folder: string, text: string): void {
  const connection = new Database(databaseOf(folder));
  connection.exec(text);
  connection.close();
}

function rows(folder: string, query: string): unknown[] {
  const connection = new Database(databaseOf(folder));
  const found = connection.prepare(query).raw().all();
  connection.close();
  return found;
}

const attempts = (folder: string): unknown[] => {
  const connection = new Database(join(folder, ".doctor", "history.db"));
  const found = connection
    .prepare("SELECT number, action, status FROM attempts ORDER BY started_at, rowid")
    .raw()
    .all();
  connection.close();
  return found;
};

/** Everything in a database. */
function dump(path: string): string {
  const connection = new Database(path);
  const texts = connection.prepare("SELECT type, name, sql FROM sqlite_schema ORDER BY 1, 2").raw().all();
  const all = ["customers", "orders"].map((table) =>
    connection.prepare(`SELECT * FROM ${table}`).raw().all(),
  );
  connection.close();
  return JSON.stringify([texts, all]);
}

/** The id of the only repair of a folder. */
const onlyRepair = (folder: string): string => readdirSync(join(folder, ".doctor", "repairs"))[0] ?? "";

describe("doctor repair --apply", () => {
  it("applies, keeps record, scripts and backup, and says how to go back", async () => {
    const folder = shop();
    const before = dump(databaseOf(folder));
    const { code, out, err } = await commandLine(folder, "repair", "--apply");
    expect({ code, err }).toEqual({ code: 0, err: "" });
    const id = onlyRepair(folder);
    expect(out).toContain(`doctor rollback ${id}`);
    expect(readdirSync(join(folder, ".doctor", "repairs", id)).sort()).toEqual([
      "README.md",
      "backup-1.db",
      "plan.json",
      "repair.json",
      "repair.sql",
      "rollback.sql",
      "validate-after.sql",
      "validate-before.sql",
    ]);
    expect(dump(join(folder, ".doctor", "repairs", id, "backup-1.db"))).toBe(before);
    expect(rows(folder, "SELECT id, email, points FROM customers")).toEqual([
      [1, "ada@example.org", 0],
      [2, "bo@example.org", 0],
      [7, "cy@example.org", 0],
    ]);
    expect(rows(folder, "SELECT count(*) FROM orders")).toEqual([[3]]);
    expect((await commandLine(folder, "analyze")).code).toBe(0);
  });

  it("does nothing a second time", async () => {
    const folder = shop();
    await commandLine(folder, "repair", "--apply");
    const bytes = readFileSync(databaseOf(folder));
    const { code, out } = await commandLine(folder, "repair", "--apply");
    expect(code).toBe(0);
    expect(out).toContain("nothing to do");
    expect(readFileSync(databaseOf(folder)).equals(bytes)).toBe(true);
  });

  it("refuses while rows stand in the way, names them, and touches nothing", async () => {
    const folder = shop();
    sql(folder, "UPDATE customers SET email = NULL WHERE id > 1");
    const bytes = readFileSync(databaseOf(folder));
    const { code, out } = await commandLine(folder, "repair", "--apply");
    expect(code).toBe(1);
    expect(out).toMatch(/2 rows stand in\s+the way\s+\(id 2, 7\)/);
    expect(out).toContain("NOT APPLIED: nothing was changed.");
    expect(readFileSync(databaseOf(folder)).equals(bytes)).toBe(true);
    expect(existsSync(join(folder, ".doctor", "repairs"))).toBe(false);
  });

  it("leaves out what deletes data unless it has leave, and then says on stderr what goes", async () => {
    const folder = shop({ declared: declared.replace(" fax TEXT,", "") });
    const without = await commandLine(folder, "repair", "--apply");
    expect(without.out).toMatch(/Left out +1 step that would delete data/);
    expect(rows(folder, "SELECT fax FROM customers")).toEqual([["1"], [null], ["3"]]);
    const { code, err } = await commandLine(folder, "repair", "--apply", "--allow-destructive");
    expect(code).toBe(0);
    expect(err).toMatch(/take away what they say.*\n {2}step-1: values of customers\.fax: 2\n/);
    expect(rows(folder, "SELECT count(*) FROM pragma_table_info('customers') WHERE name = 'fax'")).toEqual([
      [0],
    ]);
    expect((await commandLine(folder, "rollback", "--apply")).code).toBe(0);
    expect(rows(folder, "SELECT fax FROM customers")).toEqual([["1"], [null], ["3"]]);
  });

  it("numbers the attempts of a repair tried again", async () => {
    const folder = shop();
    await commandLine(folder, "repair", "--apply");
    await commandLine(folder, "rollback", "--apply");
    const id = onlyRepair(folder);
    await commandLine(folder, "repair", "--apply");
    expect(onlyRepair(folder)).toBe(id);
    expect(attempts(folder)).toEqual([
      [1, "apply", "rolled-back"],
      [2, "rollback", "success"],
      [3, "apply", "success"],
    ]);
  });

  it("knows a database by its real path, whatever link it is called by", async () => {
    const folder = shop();
    symlinkSync("shop.db", join(folder, "link.db"));
    expect((await commandLine(folder, "repair", "--apply", "--db", "link.db")).code).toBe(0);
    expect((await commandLine(folder, "rollback", "--apply")).code).toBe(0);
  });

  it("can be read as JSON", async () => {
    const folder = shop();
    const { out } = await commandLine(folder, "repair", "--apply", "--format", "json");
    const { repair, proof } = JSON.parse(out);
    expect(repair).toMatchObject({ status: "applied", id: onlyRepair(folder), attempt: 1 });
    expect(proof.ok).toBe(true);
  });

  it("gives a last resort that works: the command it prints brings the whole database back", async () => {
    const folder = shop();
    const { out } = await commandLine(folder, "repair", "--apply");
    const command = out.split("\n").find((line) => line.includes("cp '")) ?? "";
    expect(spawnSync("bash", ["-c", command]).status).toBe(0);
    expect(rows(folder, "SELECT count(*) FROM sqlite_schema WHERE name = 'coupons'")).toEqual([[0]]);
  });
});

describe("an attempt that a crash left pending", () => {
  const cutOff = async (folder: string, undo: (folder: string) => void): Promise<string> => {
    await commandLine(folder, "repair", "--apply");
    const history = new Database(join(folder, ".doctor", "history.db"));
    history.exec("UPDATE attempts SET status = 'pending', completed_at = NULL, pid = 999999999");
    history.close();
    undo(folder);
    return (await commandLine(folder, "repair", "--apply")).err;
  };

  it("counts as applied when the database has the schema it was to get", async () => {
    const folder = shop();
    expect(await cutOff(folder, () => undefined)).toMatch(
      /was cut off\. It had committed: the repair counts as applied/,
    );
    expect(attempts(folder)).toEqual([[1, "apply", "success"]]);
  });

  it("counts as failed when the database is as it was, and the repair is tried again", async () => {
    const folder = shop();
    const bytes = readFileSync(databaseOf(folder));
    const err = await cutOff(folder, () => writeFileSync(databaseOf(folder), bytes));
    expect(err).toMatch(/It had not committed: nothing was changed/);
    expect(attempts(folder)).toEqual([
      [1, "apply", "failed"],
      [2, "apply", "success"],
    ]);
  });

  it("is not touched while its process lives", async () => {
    const folder = shop();
    await commandLine(folder, "repair", "--apply");
    const history = new Database(join(folder, ".doctor", "history.db"));
    history.prepare("UPDATE attempts SET status = 'pending', pid = ?").run(process.ppid);
    history.close();
    const { code, err } = await commandLine(folder, "repair", "--apply");
    expect(code).toBe(2);
    expect(err).toMatch(/is under way since .* \(process \d+/);
  });
});

describe("doctor rollback", () => {
  it("shows what it would do and changes nothing without --apply", async () => {
    const folder = shop();
    await commandLine(folder, "repair", "--apply");
    const bytes = readFileSync(databaseOf(folder));
    const { code, out } = await commandLine(folder, "rollback");
    expect(code).toBe(0);
    expect(out).toMatch(/Label +lossless/);
    expect(out).toContain("dry run: nothing is changed");
    expect(readFileSync(databaseOf(folder)).equals(bytes)).toBe(true);
  });

  it("keeps what was written since, and names before what has no place in the old schema", async () => {
    const folder = shop();
    await commandLine(folder, "repair", "--apply");
    sql(
      folder,
      `INSERT INTO customers VALUES (9, 'di@example.org', '9', 5); UPDATE customers SET email = 'new@example.org', points = 3 WHERE id = 1;
       DELETE FROM customers WHERE id = 7; INSERT INTO coupons VALUES ('TEN', 10), ('FIVE', 5); INSERT INTO orders VALUES (13, 9);`,
    );
    const { code, out, err } = await commandLine(folder, "rollback", "--apply");
    expect(code, err).toBe(0);
    expect(err).toContain("2 rows of coupons");
    expect(err).toContain("2 values of customers.points");
    expect(out).toMatch(/Label +lossy/);
    expect(rows(folder, "SELECT * FROM customers ORDER BY id")).toEqual([
      [1, "new@example.org", "1"],
      [2, "bo@example.org", null],
      [9, "di@example.org", "9"],
    ]);
    expect(rows(folder, "SELECT id FROM orders ORDER BY id")).toEqual([[10], [11], [13]]);
    expect(rows(folder, "SELECT sql FROM sqlite_schema WHERE name = 'customers'")).toEqual([
      ["CREATE TABLE customers (id INTEGER PRIMARY KEY, email TEXT, fax TEXT)"],
    ]);
  });

  it("says of values that a default computed that they may be the repair's own", async () => {
    const folder = shop({
      declared: declared.replace("points INTEGER DEFAULT 0", "since TEXT DEFAULT CURRENT_TIMESTAMP"),
    });
    await commandLine(folder, "repair", "--apply");
    expect((await commandLine(folder, "rollback")).out).toMatch(
      /3 values of customers\.since, those that its default computed included/,
    );
  });

  it("is refused with the rows that the old schema forbids, and touches nothing", async () => {
    const strict =
      "CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT NOT NULL CHECK (length(name) < 9));";
    const folder = shop({
      actual: `${strict} INSERT INTO users VALUES (1, 'Ada');`,
      declared: "CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT);",
    });
    await commandLine(folder, "repair", "--apply");
    sql(folder, "INSERT INTO users VALUES (2, NULL), (3, NULL), (4, 'Wilhelmina')");
    const bytes = readFileSync(databaseOf(folder));
    const { code, out } = await commandLine(folder, "rollback", "--apply");
    expect(code).toBe(1);
    expect(out).toMatch(/impossible: nothing was changed/);
    expect(out).toMatch(/2 rows stand in the way \(id 2, 3\)/);
    expect(out).toMatch(/1 row stands in the way \(id 4\)/);
    expect(readFileSync(databaseOf(folder)).equals(bytes)).toBe(true);
  });

  it("makes again the indexes, triggers and views that others made since", async () => {
    const folder = shop();
    await commandLine(folder, "repair", "--apply");
    const since = [
      "CREATE INDEX by_fax ON customers (fax)",
      "CREATE TRIGGER watch AFTER DELETE ON customers BEGIN SELECT 1; END",
      "CREATE VIEW named AS SELECT email FROM customers",
      "CREATE TABLE notes (id INTEGER PRIMARY KEY)",
    ];
    sql(folder, since.join(";"));
    const { code, err } = await commandLine(folder, "rollback", "--apply");
    expect(code, err).toBe(0);
    const names = "'by_fax', 'watch', 'named', 'notes'";
    expect(rows(folder, `SELECT sql FROM sqlite_schema WHERE name IN (${names})`).flat().sort()).toEqual(
      since.sort(),
    );
  });

  it("does not bring back what others dropped since", async () => {
    const index = "CREATE INDEX by_fax ON customers (fax);";
    const folder = shop({ actual: `${actual} ${index}`, declared: `${declared} ${index}` });
    await commandLine(folder, "repair", "--apply");
    sql(folder, "DROP INDEX by_fax");
    expect((await commandLine(folder, "rollback", "--apply")).code).toBe(0);
    expect(rows(folder, "SELECT name FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL")).toEqual(
      [],
    );
  });

  it("is refused when an index made since is on a column that goes", async () => {
    const folder = shop();
    await commandLine(folder, "repair", "--apply");
    sql(folder, "CREATE INDEX by_points ON customers (points)");
    const { code, out } = await commandLine(folder, "rollback", "--apply");
    expect(code).toBe(1);
    expect(out).toMatch(/made since.*points/s);
    expect(rows(folder, "SELECT count(*) FROM sqlite_schema WHERE name = 'by_points'")).toEqual([[1]]);
  });

  it("is refused when somebody changed a table of the repair since", async () => {
    const folder = shop();
    await commandLine(folder, "repair", "--apply");
    sql(folder, "ALTER TABLE customers ADD COLUMN age INTEGER");
    const { code, out } = await commandLine(folder, "rollback", "--apply");
    expect(code).toBe(1);
    expect(out).toMatch(/table customers was changed after the repair/);
  });

  it.each([
    [["rollback"], /No repair was applied to this database/],
    [["rollback", "0123456789ab"], /No repair 0123456789ab is known/],
    [["rollback", "../../etc"], /No repair \.\.\/\.\.\/etc is known/],
    [["validate"], /No repair was applied/],
  ])("cannot run without a repair: %s", async (line, words) => {
    const { code, err } = await commandLine(shop(), ...line);
    expect(code).toBe(2);
    expect(err).toMatch(words);
  });

  it.each(["repair --apply", "rollback", "validate"])(
    "names a database that is not there: %s",
    async (line) => {
      const folder = shop();
      const { code, err } = await commandLine(folder, ...line.split(" "), "--db", "nowhere.db");
      expect(code).toBe(2);
      expect(err).toMatch(/nowhere\.db does not exist/);
      // The failed run is remembered; nothing of a repair is.
      expect(existsSync(join(folder, ".doctor", "repairs"))).toBe(false);
      expect(existsSync(join(folder, ".doctor"))).toBe(line !== "validate");
    },
  );

  it("goes on after the project was moved, database and history together", async () => {
    const folder = shop();
    await commandLine(folder, "repair", "--apply");
    const moved = `${folder}-elsewhere`;
    renameSync(folder, moved);
    const { code, err } = await commandLine(moved, "rollback", "--apply");
    expect(code, err).toBe(0);
    expect(rows(moved, "SELECT count(*) FROM sqlite_schema WHERE name = 'coupons'")).toEqual([[0]]);
  });

  it("says that a repair was taken back already, and that its record is lost", async () => {
    const folder = shop();
    await commandLine(folder, "repair", "--apply");
    const id = onlyRepair(folder);
    renameSync(join(folder, ".doctor", "repairs", id, "repair.json"), join(folder, "away.json"));
    expect((await commandLine(folder, "rollback")).err).toMatch(/record of repair .* is missing or damaged/);
    renameSync(join(folder, "away.json"), join(folder, ".doctor", "repairs", id, "repair.json"));
    await commandLine(folder, "rollback", "--apply");
    expect((await commandLine(folder, "rollback", id)).err).toMatch(/was taken back already/);
  });

  it("forgets what is kept for it, after showing it, and then refuses", async () => {
    const folder = shop({ declared: declared.replace(" fax TEXT,", "") });
    await commandLine(folder, "repair", "--apply", "--allow-destructive");
    const id = onlyRepair(folder);
    const shown = await commandLine(folder, "rollback", "--forget", id);
    expect(shown.out).toMatch(/_doctor_undo_customers: 3 rows/);
    expect(rows(folder, "SELECT count(*) FROM _doctor_undo_customers")).toEqual([[3]]);
    expect((await commandLine(folder, "rollback", "--forget", id, "--apply")).out).toMatch(/Dropped/);
    expect(rows(folder, "SELECT name FROM sqlite_schema WHERE name GLOB '_doctor*'")).toEqual([]);
    expect((await commandLine(folder, "analyze")).out).not.toMatch(/_doctor/);
    const { code, out } = await commandLine(folder, "rollback", "--apply");
    expect(code).toBe(1);
    expect(out).toMatch(/no such table: .*_doctor_undo_customers/);
  });
});

describe("doctor validate", () => {
  it("asks the validations again, and fails when one returns rows", async () => {
    const folder = shop();
    await commandLine(folder, "repair", "--apply");
    expect(await commandLine(folder, "validate")).toMatchObject({ code: 0, err: "" });
    sql(folder, "DROP TABLE coupons");
    const { code, out } = await commandLine(folder, "validate", onlyRepair(folder));
    expect(code).toBe(1);
    expect(out).toMatch(/FAILED.*coupons/s);
  });

  it("leaves the database as it is, in WAL mode too", async () => {
    const folder = shop({ actual: `PRAGMA journal_mode = WAL; ${actual}` });
    await commandLine(folder, "repair", "--apply");
    const bytes = readFileSync(databaseOf(folder));
    await commandLine(folder, "validate");
    expect(readFileSync(databaseOf(folder)).equals(bytes)).toBe(true);
    expect(existsSync(`${databaseOf(folder)}-wal`)).toBe(false);
    rmSync(folder, { recursive: true });
  });
});

describe("a repair that one row blocks", () => {
  it("says what can be applied by itself, and applies that", async () => {
    const folder = shop();
    sql(folder, "UPDATE customers SET email = NULL WHERE id = 7");
    const { out } = await commandLine(folder, "repair", "--apply");
    const [, id = ""] = out.match(/--apply --only\s+(\w+-\d+)/) ?? [];
    expect((await commandLine(folder, "repair", "--apply", "--only", id)).code).toBe(0);
    expect(rows(folder, "SELECT count(*) FROM sqlite_schema WHERE name = 'coupons'")).toEqual([[1]]);
  });
});
