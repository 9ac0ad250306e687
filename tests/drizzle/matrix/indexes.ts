import type { Drift } from "./drift.ts";

/** Indexes and views. */
export const indexes: readonly Drift[] = [
  {
    name: "an index is missing",
    project: "store",
    drift: ["DROP INDEX orders_customer_idx"],
    issues: ["medium missing-index orders"],
  },
  {
    name: "an index on an expression is missing",
    project: "store",
    drift: ["DROP INDEX customers_name_idx"],
    issues: ["medium missing-index customers"],
  },
  {
    name: "an index on another expression",
    project: "store",
    drift: ["DROP INDEX customers_name_idx", "CREATE INDEX customers_name_idx ON customers (upper(name))"],
    issues: ["medium mismatched-index customers"],
  },
  {
    name: "a partial index has another predicate",
    project: "academy",
    drift: [
      "DROP INDEX courses_open",
      "CREATE INDEX courses_open ON uni_courses (department_code) WHERE is_open = 0",
    ],
    issues: ["medium mismatched-index uni_courses"],
  },
  {
    name: "a partial unique index is a full one",
    project: "store",
    drift: [
      "DROP INDEX customers_active_name",
      "CREATE UNIQUE INDEX customers_active_name ON customers (name)",
    ],
    issues: ["high mismatched-index customers"],
  },
  {
    name: "an index has other columns",
    project: "academy",
    drift: ["DROP INDEX remarks_by_enrolment", "CREATE INDEX remarks_by_enrolment ON uni_remarks (reply_to)"],
    issues: ["medium mismatched-index uni_remarks"],
  },
  {
    name: "an index is too much",
    project: "store",
    drift: ["CREATE INDEX orders_note ON orders (note)"],
    issues: ["medium unexpected-index orders"],
  },
  {
    name: "a unique index is missing",
    project: "store",
    drift: ["DROP INDEX customers_email_unique"],
    issues: ["high missing-unique customers"],
  },
  {
    name: "a unique index is missing, and values stand twice",
    project: "academy",
    drift: [
      "DROP INDEX enrolments_once",
      "INSERT INTO uni_enrolments (id, department_code, course_number, student_name) VALUES (81, 'M', 1, 'Ada')",
    ],
    issues: ["critical missing-unique uni_enrolments"],
    undecided: "refused",
  },
  {
    name: "a unique index is an ordinary one",
    project: "academy",
    drift: [
      "DROP INDEX enrolments_once",
      "CREATE INDEX enrolments_once ON uni_enrolments (department_code, course_number, student_name)",
    ],
    issues: ["high mismatched-index uni_enrolments"],
  },
  {
    name: "a unique index is too much",
    project: "store",
    drift: ["CREATE UNIQUE INDEX one_article ON order_lines (article)"],
    issues: ["high unexpected-unique order_lines"],
  },
  {
    name: "a view is missing",
    project: "store",
    drift: ["DROP VIEW big_orders"],
    issues: ["high missing-view big_orders"],
  },
  {
    name: "a view differs",
    project: "store",
    drift: ["DROP VIEW big_orders", "CREATE VIEW big_orders AS SELECT id FROM orders WHERE total > 10"],
    issues: ["high mismatched-view big_orders"],
  },
];
