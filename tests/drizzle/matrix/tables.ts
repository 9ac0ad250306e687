import { type Drift, decided, destructive, rewritten } from "./drift.ts";

/** Tables and columns that are missing, too much, or called otherwise. */
export const tables: readonly Drift[] = [
  {
    name: "a table is missing",
    project: "store",
    drift: ["DROP VIEW big_orders", "DROP TABLE order_lines"],
    issues: ["critical missing-table order_lines", "high missing-view big_orders"],
    moves: ["order_lines"],
  },
  {
    name: "the table at the end of cascades is missing",
    project: "academy",
    drift: ["DROP TABLE uni_remarks"],
    issues: ["critical missing-table uni_remarks"],
    moves: ["uni_remarks"],
  },
  {
    name: "a table in the middle of cascades is missing, its children hold rows",
    project: "academy",
    drift: ["DELETE FROM uni_remarks", "DROP TABLE uni_enrolments"],
    issues: ["critical missing-table uni_enrolments"],
    moves: ["uni_enrolments"],
  },
  {
    name: "an extra table with rows",
    project: "store",
    drift: [
      "CREATE TABLE vouchers (code TEXT PRIMARY KEY, order_id INTEGER REFERENCES orders (id))",
      "INSERT INTO vouchers VALUES ('X', 1)",
    ],
    issues: ["info unmanaged-table vouchers"],
    undecided: "nothing",
  },
  {
    name: "a table has another name",
    project: "academy",
    drift: ["DROP INDEX remarks_by_enrolment", "ALTER TABLE uni_remarks RENAME TO uni_notes"],
    issues: ["critical suspected-rename uni_remarks"],
    undecided: "nothing",
    decision: decided({ renames: { tables: { uni_notes: "uni_remarks" } } }),
    renames: { uni_notes: "uni_remarks" },
    counts: ["uni_notes", "uni_remarks"],
  },
  {
    name: "a column has another name, alike",
    project: "store",
    drift: ["ALTER TABLE orders RENAME COLUMN number TO order_number"],
    issues: ["critical suspected-rename orders"],
    undecided: "nothing",
    decision: decided({ renames: { columns: { orders: { order_number: "number" } } } }),
    renames: { "orders.order_number": "orders.number" },
  },
  {
    name: "a column has another name, not alike",
    project: "academy",
    drift: ["ALTER TABLE uni_enrolments RENAME COLUMN extras TO misc"],
    issues: ["critical missing-column uni_enrolments", "info unexpected-column uni_enrolments"],
    undecided: "applied",
    decision: decided({ renames: { columns: { uni_enrolments: { misc: "extras" } } } }),
    renames: { "uni_enrolments.misc": "uni_enrolments.extras" },
  },
  {
    name: "a column of a composite key has another name",
    project: "academy",
    drift: ["ALTER TABLE uni_courses RENAME COLUMN course_number TO nr"],
    issues: [
      "critical missing-column uni_courses",
      "critical mismatched-foreign-key uni_enrolments",
      "high mismatched-primary-key uni_courses",
      "high unexpected-column uni_courses",
    ],
    decision: decided({ renames: { columns: { uni_courses: { nr: "course_number" } } } }),
    renames: { "uni_courses.nr": "uni_courses.course_number" },
  },
];

/** Columns that are missing or too much. */
export const columns: readonly Drift[] = [
  {
    name: "a nullable column is missing",
    project: "store",
    drift: ["ALTER TABLE orders DROP COLUMN note"],
    issues: ["critical missing-column orders"],
  },
  {
    name: "a NOT NULL column with a default is missing, rows exist",
    project: "store",
    drift: ["ALTER TABLE customers DROP COLUMN tier"],
    issues: ["critical missing-column customers"],
  },
  {
    name: "a NOT NULL column without a default is missing, rows exist",
    project: "store",
    drift: [rewritten("order_lines", "\t`article` text NOT NULL,\n", "")],
    issues: ["critical missing-column order_lines"],
    decision: decided({ backfills: { order_lines: { article: "'article ' || position" } } }),
  },
  {
    name: "a boolean with a default is missing",
    project: "academy",
    drift: ["ALTER TABLE uni_enrolments DROP COLUMN is_paid"],
    issues: ["critical missing-column uni_enrolments"],
  },
  {
    name: "a timestamp whose default is an expression is missing",
    project: "academy",
    drift: ["ALTER TABLE uni_enrolments DROP COLUMN enrolled_at"],
    issues: ["critical missing-column uni_enrolments"],
  },
  {
    name: "a generated column is missing",
    project: "store",
    drift: ["ALTER TABLE customers DROP COLUMN shout"],
    issues: ["critical missing-column customers"],
  },
  {
    name: "a column with a unique index is missing",
    project: "store",
    drift: ["DROP INDEX orders_number", "ALTER TABLE orders DROP COLUMN number"],
    issues: ["critical missing-column orders", "high missing-unique orders"],
    decision: decided({ backfills: { orders: { number: "'N' || id" } } }),
  },
  {
    name: "a column that refers to its own table is missing",
    project: "academy",
    drift: [
      rewritten(
        "uni_departments",
        ",\n\tFOREIGN KEY (`parent_code`) REFERENCES `uni_departments`(`code`) ON UPDATE cascade ON DELETE set null",
        "",
      ),
      "ALTER TABLE uni_departments DROP COLUMN parent_code",
    ],
    issues: ["critical missing-column uni_departments"],
  },
  {
    name: "a column of a composite key is missing",
    project: "store",
    drift: [
      "DELETE FROM order_lines WHERE position > 1",
      {
        table: "order_lines",
        changes: [
          ["\t`position` integer NOT NULL,\n", ""],
          ["`order_id`, `position`", "`order_id`"],
        ],
      },
    ],
    issues: ["critical missing-column order_lines", "high mismatched-primary-key order_lines"],
    decision: decided({ backfills: { order_lines: { position: "1" } } }),
  },
  {
    name: "an extra column with data",
    project: "store",
    drift: ["ALTER TABLE customers ADD COLUMN phone TEXT", "UPDATE customers SET phone = '+49 ' || id"],
    issues: ["info unexpected-column customers"],
    decision: destructive,
    undecided: "nothing",
    drops: ["customers.phone"],
  },
  {
    name: "an extra NOT NULL column without a default, with data",
    project: "academy",
    drift: [
      rewritten(
        "uni_remarks",
        "`body` text NOT NULL",
        "`body` text NOT NULL, `stars` integer DEFAULT 5 NOT NULL",
      ),
      rewritten("uni_remarks", "`stars` integer DEFAULT 5 NOT NULL", "`stars` integer NOT NULL"),
    ],
    issues: ["high unexpected-column uni_remarks"],
    decision: destructive,
    undecided: "nothing",
    drops: ["uni_remarks.stars"],
  },
];
