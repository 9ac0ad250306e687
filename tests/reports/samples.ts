import type { Finding } from "../../src/engine/issue.ts";
import type { Report } from "../../src/reporting/report.ts";
import {
  actualSchema,
  actualTable,
  addColumn,
  createTable,
  issue,
  plan,
  reference,
  report,
  step,
} from "../reporting/samples.ts";

function missing(table: string, column: string, line: number): Finding {
  return {
    key: `column:${column}`,
    message: `Column ${table}.${column} is declared and does not exist.`,
    table,
    column,
    location: { file: "src/models/user.ts", line, column: 3 },
    query: null,
    severity: "critical",
  };
}

/** A shop the evening before a release: an issue of every severity, one by hand, one destructive step. */
export function shop(): Report {
  const role = addColumn("users", "role");
  const email = addColumn("users", "email");
  const invoices = createTable("invoices", [reference("user_id", "users", "id")]);
  const foreignKey = {
    kind: "add-foreign-key",
    table: "orders",
    declared: reference("user_id", "users"),
  } as const;
  const orders = actualTable("orders", ["id", "user_id", "legacy_note"]);
  const note = orders.columns[2];
  if (note === undefined) throw new Error("the sample lost its column");
  const dropped = { kind: "drop-column", table: "orders", column: "legacy_note", actual: note } as const;
  return report({
    actual: actualSchema(actualTable("users", ["id", "name"]), orders),
    issues: [
      issue("CRIT-001", {
        rule: "missing-column",
        severity: "critical",
        table: "users",
        title: "Table users lacks 2 declared columns: role and email",
        impact: 'The application\'s statements that name one of them fail with "no such column".',
        repairAction: "Add role and email as declared, with default or backfill.",
        findings: [missing("users", "role", 5), missing("users", "email", 6)],
        changes: [role, email],
      }),
      issue("HIGH-001", {
        table: "invoices",
        title: "Table invoices is declared and does not exist",
        impact: "Every statement on it fails.",
        repairAction: "Create it as declared.",
        changes: [invoices],
      }),
      issue("HIGH-002", {
        rule: "renamed-column",
        table: "orders",
        title: "Column orders.sum may be orders.total renamed",
        repairAction: "Confirm it with @renamedFrom sum, or deny it in the config.",
      }),
      issue("MED-001", {
        rule: "missing-foreign-key",
        severity: "medium",
        table: "orders",
        title: "Table orders lacks the foreign key (user_id) to users",
        findings: [
          {
            ...missing("orders", "user_id", 12),
            message: "Two rows refer to users that do not exist.",
            severity: "medium",
            query: { sql: "SELECT * FROM orders WHERE user_id NOT IN (SELECT id FROM users)", count: 2 },
          },
        ],
        changes: [foreignKey],
      }),
      issue("INFO-001", {
        rule: "unexpected-column",
        severity: "info",
        table: "orders",
        title: "Column orders.legacy_note is not declared",
        changes: [dropped],
      }),
    ],
    plan: plan(
      step("step-1", [role, email], {
        comment: "Add the columns role and email to users.",
        sql: ["ALTER TABLE users ADD COLUMN role TEXT", "ALTER TABLE users ADD COLUMN email TEXT"],
        rollback: {
          kind: "lossy",
          sql: ["ALTER TABLE users DROP COLUMN email", "ALTER TABLE users DROP COLUMN role"],
          note: "Values written to the new columns since are lost.",
        },
        validations: [
          "SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM pragma_table_info('users') WHERE name = 'role')",
        ],
      }),
      step("step-2", [invoices], {
        comment: "Create the table invoices.",
        sql: ["CREATE TABLE invoices (id INTEGER PRIMARY KEY, user_id INTEGER REFERENCES users (id))"],
        rollback: { kind: "lossless", sql: ["DROP TABLE invoices"], note: "" },
      }),
      step("step-3", [foreignKey], {
        comment: "Rebuild orders with the foreign key (user_id) to users.",
        sql: [
          "CREATE TABLE orders_new (...)",
          "DROP TABLE orders",
          "ALTER TABLE orders_new RENAME TO orders",
        ],
        preconditions: ["SELECT * FROM orders WHERE user_id NOT IN (SELECT id FROM users)"],
        safety: "data-dependent",
        rebuilds: true,
      }),
      step("step-4", [dropped], {
        comment: "Drop the column legacy_note of orders.",
        sql: ["ALTER TABLE orders DROP COLUMN legacy_note"],
        rollback: { kind: "impossible", sql: [], note: "The values of legacy_note are gone." },
        safety: "destructive",
      }),
    ),
    proof: {
      level: "rows",
      ok: true,
      checks: [
        { name: "applied", ok: true, detail: "3 steps" },
        { name: "rollback", ok: true, detail: "schema and rows as before" },
      ],
    },
    notAnalysed: [
      {
        what: "type Money",
        location: { file: "src/models/money.ts", line: 2, column: 1 },
        why: "it is imported from a package that is not installed",
      },
    ],
  });
}
