import type Database from "better-sqlite3";
import type { Drift } from "./drift.ts";

/**
 * What drizzle-kit would lose or trip over, beside every drift: triggers that write down what happens to rows, a view,
 * an FTS5 table with its content elsewhere, a table of somebody else, a ledger, counters ahead of their rows.
 */
export function bystanders(connection: Database.Database, project: Drift["project"]): string {
  const isThere = connection.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?").pluck();
  const watched = tables[project].filter((name) => isThere.get(name) === 1);
  const triggers = watched.flatMap((name) =>
    ["INSERT", "UPDATE", "DELETE"].map(
      (event) => `CREATE TRIGGER ${name}_${event.toLowerCase()} AFTER ${event} ON ${name} BEGIN
        INSERT INTO audit (what) VALUES ('${event} ${name}; -- seen');
      END;`,
    ),
  );
  return `
    CREATE TABLE audit (id INTEGER PRIMARY KEY AUTOINCREMENT, what TEXT COLLATE NOCASE) STRICT;
    INSERT INTO audit (what) VALUES ('before');
    CREATE TABLE __drizzle_migrations (id SERIAL PRIMARY KEY, hash text NOT NULL, created_at numeric);
    INSERT INTO __drizzle_migrations (hash, created_at) VALUES ('abc', 1700000000000);
    ${watched.length === tables[project].length ? beside[project] : ""}
    ${triggers.join("\n")}
    UPDATE sqlite_sequence SET seq = seq + 1000;`;
}

const tables = {
  store: ["customers", "orders", "order_lines"],
  academy: ["uni_departments", "uni_courses", "uni_enrolments", "uni_remarks", "uni_rooms"],
} as const;

const beside = {
  store: `
    CREATE VIEW spending AS SELECT c.id, count(o.id) AS orders FROM customers AS c LEFT JOIN orders AS o ON o.customer_id = c.id GROUP BY c.id;
    CREATE VIRTUAL TABLE customers_text USING fts5(name, content='customers', content_rowid='id');
    INSERT INTO customers_text (customers_text) VALUES ('rebuild');`,
  academy: `
    CREATE VIEW crowded AS SELECT department_code, course_number FROM uni_enrolments GROUP BY 1, 2 HAVING count(*) > 1;
    CREATE VIRTUAL TABLE remarks_text USING fts5(body, content='uni_remarks', content_rowid='id');
    INSERT INTO remarks_text (remarks_text) VALUES ('rebuild');`,
} as const;
