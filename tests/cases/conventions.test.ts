import { copyFileSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { describe, expect, it } from "vitest";
import { analyze } from "../../src/internal.ts";
import type { Report } from "../../src/reporting/report.ts";
import { project } from "../config/project.ts";
import { repairedCopy, rolledBackCopy } from "./repaired.ts";

/** A project that asks for the rules of the house. */
interface Case {
  readonly model: string;
  readonly database: string;
  readonly code?: string;
  readonly config?: Readonly<Record<string, unknown>>;
  /** What is left for a person, as rule and table. */
  readonly left?: readonly string[];
  /** What the repaired database says. */
  readonly holds?: (database: Database.Database) => void;
}

const stamps = `created_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP, updated_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP`;
const row = "id: number; createdAt: Date; updatedAt: Date;";

const messy = `
  CREATE TABLE countries (code TEXT PRIMARY KEY NOT NULL);
  CREATE TABLE Film (
    id INTEGER PRIMARY KEY, Title VARCHAR(9), made_in TEXT REFERENCES countries (code), is_old BOOLEAN, status TEXT
  );
  CREATE INDEX film_titles ON Film (Title);`;

const cases: Readonly<Record<string, Case>> = {
  "a table and a column that are renamed, with what hangs on them": {
    model: `
      /** @table */ export interface Studio { ${row} name: string }
      /** @table @renamedFrom Film */
      export interface Movie {
        ${row}
        /**
         * @references studios(id)
         * @renamedFrom studio
         */
        studioId: number;
        /** @renamedFrom Title */
        title: string;
      }`,
    database: `
      CREATE TABLE studios (id INTEGER PRIMARY KEY, name VARCHAR(20) NOT NULL, ${stamps});
      CREATE TABLE Film (id INTEGER PRIMARY KEY, Title VARCHAR(9) NOT NULL, studio INTEGER NOT NULL REFERENCES studios, ${stamps});
      CREATE INDEX film_titles ON Film (Title COLLATE NOCASE ASC);
      CREATE UNIQUE INDEX film_once ON Film (studio, Title) WHERE Title <> '';
      INSERT INTO studios (name) VALUES ('Ufa'), ('a name of more than twenty letters');
      INSERT INTO Film (Title, studio) VALUES ('Metropolis', 1), ('M', 1);`,
    holds: (database) => {
      const indexes = database
        .prepare("SELECT name FROM main.sqlite_schema WHERE type = 'index' AND sql NOT NULL ORDER BY name")
        .pluck();
      expect(indexes.all()).toEqual([
        "idx_movies_studio_id",
        "idx_movies_title",
        "uq_movies_studio_id_title",
      ]);
    },
  },
  "a foreign key whose action the model states, and one it adds": {
    model: `
      /** @table */ export interface Author { ${row} name: string }
      /** @table */ export interface Book {
        ${row}
        /**
         * @references authors(id)
         * @onDelete CASCADE
         */
        authorId: number;
        /** @references authors(id) */
        translatorId: number | null;
        /** @references books(id) */
        sequelOfId: number | null;
      }`,
    database: `
      CREATE TABLE authors (id INTEGER PRIMARY KEY, name TEXT NOT NULL, ${stamps});
      CREATE TABLE books (id INTEGER PRIMARY KEY, author_id INTEGER NOT NULL REFERENCES authors (id), translator_id INTEGER, ${stamps});
      INSERT INTO authors (name) VALUES ('Tove'), ('Thomas');
      INSERT INTO books (author_id, translator_id) VALUES (1, 2), (1, NULL);`,
    holds: (database) => {
      const sql = String(
        database.prepare("SELECT sql FROM main.sqlite_schema WHERE name = 'books'").pluck().get(),
      );
      expect(sql.match(/ON DELETE/g)).toHaveLength(3);
      expect(sql.match(/ON UPDATE NO ACTION/g)).toHaveLength(3);
    },
  },
  "tables that are to be made, with everything": {
    model: `
      /** @table @lookup name */ export interface TaskStatus { ${row} name: "open" | "done" }
      /** @table */ export interface Task {
        ${row}
        /** @references task_statuses(id) */
        statusId: number;
        /** @references tasks(id) */
        parentId: number | null;
        isUrgent: boolean;
      }
      /** @table @primaryKey (taskId, tag) @withoutRowid */
      export interface TaskTag {
        /** @references tasks(id) */
        taskId: number; tag: string; createdAt: string; updatedAt: string;
      }
      /** @table */ export interface Setting { ${row} name: string }`,
    database: `CREATE TABLE settings (id INTEGER PRIMARY KEY, name TEXT NOT NULL); INSERT INTO settings (name) VALUES ('a');`,
    config: { conventions: { preset: "house", primaryKey: [{ tables: ["task_tags"], severity: "off" }] } },
    holds: (database) => {
      database.exec("BEGIN; INSERT INTO tasks (status_id, is_urgent) VALUES (1, 0);");
      database.exec(
        "INSERT INTO task_tags (task_id, tag) VALUES (1, 'x'); UPDATE task_tags SET updated_at = '2001-01-01 00:00:00'; UPDATE task_tags SET tag = 'y'",
      );
      expect(database.prepare("SELECT updated_at > '2020' FROM task_tags").pluck().get()).toBe(1);
      database.exec("ROLLBACK");
    },
  },
  "moments as seconds, as milliseconds, in ISO and as nobody can tell": {
    model: ["Second", "Milli", "Iso", "Odd", "Blank"]
      .map(
        (name) =>
          `/** @table */ export interface ${name} { id: number; createdAt: ${name === "Iso" || name === "Odd" ? "string" : "number"}; updatedAt: ${name === "Iso" || name === "Odd" ? "string" : "number"}; x: number }`,
      )
      .join("\n"),
    database: `
      CREATE TABLE seconds (id INTEGER PRIMARY KEY, created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, x INTEGER NOT NULL);
      CREATE TABLE millis (id INTEGER PRIMARY KEY, created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, x INTEGER NOT NULL);
      CREATE TABLE isos (id INTEGER PRIMARY KEY, created_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')), updated_at TEXT NOT NULL, x INTEGER NOT NULL);
      CREATE TABLE odds (id INTEGER PRIMARY KEY, created_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP, updated_at TEXT NOT NULL, x INTEGER NOT NULL);
      CREATE TABLE blanks (id INTEGER PRIMARY KEY, created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, x INTEGER NOT NULL);
      INSERT INTO seconds VALUES (1, 1700000000, 1700000000, 1);
      INSERT INTO millis VALUES (1, 1700000000000, 1700000000000, 1);
      INSERT INTO isos VALUES (1, '2024-01-01T00:00:00.000Z', '2024-01-01T00:00:00.000Z', 1);
      INSERT INTO odds VALUES (1, '2024-01-01 00:00:00', '1.1.2024', 1);`,
    left: [
      "missing-timestamp blanks",
      "missing-timestamp odds",
      "missing-updated-at-trigger blanks",
      "missing-updated-at-trigger odds",
    ],
    holds: (database) => {
      database.pragma("recursive_triggers = ON");
      const now = Date.now();
      for (const table of ["seconds", "millis", "isos"])
        database.exec(`UPDATE ${table} SET x = x + 1; UPDATE ${table} SET x = x + 1`);
      const value = (table: string): unknown =>
        database.prepare(`SELECT updated_at FROM ${table}`).pluck().get();
      expect(Math.abs(Number(value("seconds")) * 1000 - now)).toBeLessThan(60_000);
      expect(Math.abs(Number(value("millis")) - now)).toBeLessThan(60_000);
      expect(String(value("isos"))).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    },
  },
  "names of indexes that are taken, partial, over expressions, and used by name": {
    model: `/** @table */ export interface Song { ${row} title: string; length: number | null; /** @index by_mood */ mood: string }`,
    code: `import type { Database } from "better-sqlite3";
      export const long = (db: Database): unknown[] =>
        db.prepare("SELECT id FROM songs INDEXED BY by_length WHERE length > ?").all(10);`,
    database: `
      CREATE TABLE songs (id INTEGER PRIMARY KEY, title TEXT NOT NULL, length INTEGER, mood TEXT NOT NULL, ${stamps});
      CREATE INDEX by_title ON songs (title);
      CREATE INDEX songs_title_lower ON songs (lower(title));
      CREATE INDEX idx_songs_upper ON songs (upper(title));
      CREATE INDEX idx_songs_title_long ON songs (title) WHERE length > 600;
      CREATE INDEX late ON songs (title DESC) WHERE length > 700;
      CREATE INDEX by_length ON songs (length);
      CREATE INDEX by_mood ON songs (mood);
      CREATE TABLE idx_songs_title (id INTEGER PRIMARY KEY, note TEXT);
      INSERT INTO idx_songs_title VALUES (1, 'a table may be called so');
      INSERT INTO songs (title, mood) VALUES ('Gnossienne', 'slow');`,
    config: { ignore: ["idx_*"] },
    left: ["unconventional-index-name songs"],
  },
  "a UNIQUE of another name that a foreign key refers to": {
    model: `
      /** @table */ export interface Country { ${row} /** @unique */ code: string }
      /** @table */ export interface City { ${row} /** @references countries(code) */ countryCode: string }`,
    database: `
      CREATE TABLE countries (id INTEGER PRIMARY KEY, code TEXT NOT NULL, ${stamps}, CONSTRAINT one_code UNIQUE (code));
      CREATE TABLE cities (id INTEGER PRIMARY KEY, country_code TEXT NOT NULL REFERENCES countries (code) ON DELETE CASCADE ON UPDATE CASCADE, ${stamps});
      CREATE INDEX idx_cities_country_code ON cities (country_code);
      INSERT INTO countries (code) VALUES ('DE'); INSERT INTO cities (country_code) VALUES ('DE');`,
  },
  "rowids that columns hide, keys that a trigger must look for": {
    model: `
      /** @table @primaryKey (a, b) */ export interface Hidden { a: string; b: string; rowid: string; oid: string; /** @column _rowid_ */ r: string; createdAt: Date; updatedAt: Date }
      /** @table */ export interface Bare { rowid: string; oid: string; /** @column _rowid_ */ r: string; createdAt: Date; updatedAt: Date }
      /** @table */ export interface Plain { note: string; createdAt: Date; updatedAt: Date }`,
    database: `
      CREATE TABLE hiddens (a TEXT NOT NULL, b TEXT NOT NULL, rowid TEXT NOT NULL, oid TEXT NOT NULL, _rowid_ TEXT NOT NULL, ${stamps}, PRIMARY KEY (a, b));
      CREATE TABLE bares (rowid TEXT NOT NULL, oid TEXT NOT NULL, _rowid_ TEXT NOT NULL, ${stamps});
      CREATE TABLE plains (note TEXT NOT NULL, ${stamps});
      INSERT INTO hiddens (a, b, rowid, oid, _rowid_) VALUES ('1', '2', 'x', 'y', 'z'), ('1', '3', 'x', 'y', 'z');
      INSERT INTO bares (rowid, oid, _rowid_) VALUES ('x', 'y', 'z');
      INSERT INTO plains (note) VALUES ('n'), ('m');`,
    left: [
      ...[
        "unconventional-primary-key bares",
        "unconventional-primary-key hiddens",
        "unconventional-primary-key plains",
      ],
      ...[
        "unconventional-column-name bares",
        "unconventional-column-name hiddens",
        "missing-updated-at-trigger bares",
      ],
    ],
    holds: (database) => {
      database.exec("UPDATE hiddens SET updated_at = '2001'; UPDATE hiddens SET oid = 'w' WHERE b = '3'");
      expect(database.prepare("SELECT b, updated_at > '2002' FROM hiddens ORDER BY b").raw().all()).toEqual([
        ["2", 0],
        ["3", 1],
      ]);
      database.exec("UPDATE plains SET updated_at = '2001'; UPDATE plains SET note = 'k' WHERE note = 'm'");
      expect(
        database.prepare("SELECT note, updated_at > '2002' FROM plains ORDER BY note").raw().all(),
      ).toEqual([
        ["k", 1],
        ["n", 0],
      ]);
    },
  },
  "the audit trail beside it": {
    model: `/** @table */ export interface Loan { ${row} title: string; /** @references loans(id) */ renewsId: number | null }`,
    database: `CREATE TABLE loans (id INTEGER PRIMARY KEY, title VARCHAR(30) NOT NULL, renews_id INTEGER REFERENCES loans (id), ${stamps}); INSERT INTO loans (title) VALUES ('Emma');`,
    config: { conventions: true },
    holds: (database) => {
      database.exec(
        "UPDATE loans SET updated_at = '2001-01-01 00:00:00'; DELETE FROM audit_logs; UPDATE loans SET title = 'Persuasion'",
      );
      const entries =
        "SELECT json_extract(new_values, '$.title'), json_extract(old_values, '$.title') FROM audit_logs ORDER BY id";
      expect(database.prepare(entries).raw().all()).toContainEqual(["Persuasion", "Emma"]);
    },
  },
  "a statement that the index of a foreign key serves": {
    model: `
      /** @table */ export interface Team { ${row} name: string }
      /** @table */ export interface Player { ${row} /** @references teams(id) */ teamId: number; number: number }`,
    code: `import type { Database } from "better-sqlite3";
      export const inOrder = (db: Database, team: number): unknown[] =>
        db.prepare("SELECT id, number FROM players WHERE team_id = ? ORDER BY number").all(team);`,
    database: `
      CREATE TABLE teams (id INTEGER PRIMARY KEY, name TEXT NOT NULL, ${stamps});
      CREATE TABLE players (id INTEGER PRIMARY KEY, team_id INTEGER NOT NULL REFERENCES teams (id) ON DELETE CASCADE ON UPDATE CASCADE, number INTEGER NOT NULL, ${stamps});
      INSERT INTO teams (name) VALUES ('A'); INSERT INTO players (team_id, number) VALUES (1, 9);`,
    holds: (database) => {
      const indexes = database.prepare("SELECT name FROM main.sqlite_schema WHERE type = 'index'").pluck();
      expect(indexes.all()).toEqual(["idx_players_team_id"]);
    },
  },
  "columns that nobody declares": {
    model: `/** @table */ export interface Note { id: number; body: string }`,
    database: `CREATE TABLE notes (id INTEGER PRIMARY KEY, body TEXT NOT NULL, old_code VARCHAR(3), is_old BOOLEAN, ${stamps.replace(" NOT NULL", "")}); INSERT INTO notes (body, old_code) VALUES ('a', 'x');`,
    left: [
      "length-limited-text notes",
      "missing-timestamp notes",
      "missing-updated-at-trigger notes",
      "nullable-boolean notes",
    ],
  },
  "a declaration that states everything: nothing is changed": {
    model: messy,
    database: `${messy} INSERT INTO Film (Title, made_in) VALUES ('M', NULL);`,
    config: { model: ["schema.sql"] },
    left: [
      ...[
        "implicit-foreign-key-action Film",
        "length-limited-text Film",
        "missing-timestamp Film",
        "missing-timestamp countries",
      ],
      ...["nullable-boolean Film", "status-without-lookup Film", "unconventional-column-name Film"],
      ...[
        "unconventional-foreign-key-name Film",
        "unconventional-index-name Film",
        "unconventional-primary-key countries",
      ],
      ...["unconventional-table-name Film", "unindexed-foreign-key Film"],
    ],
  },
  "what is allowed by table, by rule and by severity": {
    model: `
      /** @table */ export interface OldFilm { id: number; title: string }
      /** @table */ export interface Film { id: number; title: string }`,
    database: `
      CREATE TABLE old_films (id INTEGER PRIMARY KEY, title VARCHAR(9) NOT NULL); INSERT INTO old_films (title) VALUES ('M');
      CREATE TABLE films (id INTEGER PRIMARY KEY, title VARCHAR(9) NOT NULL); INSERT INTO films (title) VALUES ('M');`,
    config: {
      conventions: {
        preset: "house",
        timestamps: [{ tables: ["old_*"], severity: "off" }],
        textTypes: [{ tables: ["old_*"], severity: "info" }],
        auditTrail: [{ tables: ["old_*"], severity: "off" }],
      },
      rules: { "missing-timestamp": [{ tables: ["films"], severity: "high" }] },
    },
    left: ["missing-timestamp films"],
    holds: (database) => {
      const triggers = database.prepare("SELECT DISTINCT tbl_name FROM sqlite_schema WHERE type = 'trigger'");
      expect(triggers.pluck().all()).toEqual(["films"]);
    },
  },
  "keys that are not the rowid, the text 'NULL'": {
    model: `
      /** @table */ export interface Guest { ${row} phone: string | null }
      /** @table */ export interface Visit { ${row} /** @references guests(id) */ guestId: number }`,
    database: `
      CREATE TABLE guests (id INT PRIMARY KEY NOT NULL, phone TEXT DEFAULT 'NULL', ${stamps});
      CREATE TABLE visits (id BIGINT NOT NULL, guest_id INTEGER NOT NULL REFERENCES guests (id), ${stamps}, PRIMARY KEY (id));
      INSERT INTO guests (id, phone) VALUES (7, NULL), (-3, '007'), (9007199254740991, 'NULL');
      INSERT INTO visits (id, guest_id) VALUES (2, 7), (1, 9007199254740991);`,
    holds: (database) => {
      expect(database.prepare("INSERT INTO visits (guest_id) VALUES (7) RETURNING id").pluck().get()).toBe(3);
      expect(database.prepare("INSERT INTO guests (id) VALUES (8) RETURNING phone").pluck().get()).toBe(null);
    },
  },
};

async function examined({
  model,
  database,
  code,
  config,
}: Case): Promise<{ root: string; file: string; report: Report }> {
  const settings = { database: "app.db", model: ["model.ts"], conventions: { preset: "house" } };
  const root = project({
    "model.ts": model,
    "schema.sql": model,
    ...(code === undefined ? {} : { "src/app.ts": code }),
    "doctor.config.json": JSON.stringify({
      ...settings,
      ...(code === undefined ? {} : { queries: ["src/*.ts"] }),
      ...config,
    }),
  });
  const file = join(root, "app.db");
  const connection = new Database(file);
  connection.exec(database);
  connection.close();
  return { root, file, report: await analyze({ folder: root }) };
}

/** What runs without leave. */
const kept = (steps: Report["plan"]["steps"]): string[] =>
  steps.filter(({ safety }) => safety !== "destructive").map(({ comment }) => comment);

const loud = ({ issues }: Report): string[] =>
  issues.filter(({ severity }) => severity !== "info").map(({ rule, table }) => `${rule} ${table}`);

describe("the rules of a house", () => {
  describe.each(Object.entries(cases))("%s", (_, given) => {
    it("are kept after a proven repair, but for what a person must do", async () => {
      const { root, file, report } = await examined(given);
      expect(report.proof.checks.filter(({ ok }) => !ok)).toEqual([]);
      const repaired = repairedCopy(file, report);
      repaired.exec("DETACH old");
      expect(repaired.pragma("integrity_check", { simple: true })).toBe("ok");
      repaired.close();
      rolledBackCopy(file, report).close();
      copyFileSync(`${file}.repaired`, file);
      const again = await analyze({ folder: root });
      expect(kept(again.plan.steps)).toEqual([]);
      expect(loud(again).sort()).toEqual([...(given.left ?? [])].sort());
      const changed = new Database(file);
      given.holds?.(changed);
      changed.close();
    });
  });
});
