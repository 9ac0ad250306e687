import { type Drift, rewritten } from "./drift.ts";

/** Rows that the code does not expect, what Drizzle has no words for, and several drifts at once. */
export const beside: readonly Drift[] = [
  {
    name: "text in an INTEGER column",
    project: "academy",
    drift: ["UPDATE uni_courses SET held_since = '2024-02-29' WHERE course_number = 9"],
    issues: ["critical foreign-storage-class uni_courses"],
    undecided: "nothing",
  },
  {
    name: "a boolean that is none",
    project: "academy",
    drift: ["UPDATE uni_enrolments SET is_paid = 7 WHERE id = 1"],
    issues: ["critical non-boolean-value uni_enrolments"],
    undecided: "nothing",
  },
  {
    name: "WITHOUT ROWID of a table whose key Drizzle takes for the rowid",
    project: "academy",
    drift: [rewritten("uni_rooms", "\n)", "\n) WITHOUT ROWID")],
    issues: [],
    undecided: "nothing",
  },
  {
    name: "a collation that Drizzle has no words for",
    project: "store",
    drift: [rewritten("order_lines", "`article` text NOT NULL", "`article` text COLLATE NOCASE NOT NULL")],
    issues: [],
    undecided: "nothing",
  },
  {
    name: "a column is missing of a STRICT table",
    project: "store",
    drift: [
      {
        table: "order_lines",
        changes: [
          ["\t`article` text NOT NULL,\n", ""],
          ["\n)", "\n) STRICT"],
        ],
      },
      "DELETE FROM order_lines",
    ],
    issues: ["critical missing-column order_lines"],
    keeps: ["order_lines strict"],
  },
  {
    name: "an action differs of a table WITHOUT ROWID with a collation",
    project: "academy",
    drift: [
      {
        table: "uni_departments",
        changes: [
          ["ON DELETE set null", "ON DELETE no action"],
          ["`full_name` text NOT NULL", "`full_name` text COLLATE NOCASE NOT NULL"],
          ["\n)", "\n) WITHOUT ROWID"],
        ],
      },
    ],
    issues: ["medium mismatched-foreign-key uni_departments"],
    keeps: ["uni_departments without rowid", "uni_departments collate"],
  },
  {
    name: "a deferred key in a table whose check differs",
    project: "store",
    drift: [
      {
        table: "orders",
        changes: [
          ["ON DELETE cascade", "ON DELETE cascade DEFERRABLE INITIALLY DEFERRED"],
          [">= 0", "> 0 OR 1"],
        ],
      },
    ],
    issues: ["high mismatched-check orders"],
    keeps: ["orders deferrable"],
  },
  {
    name: "two drifts of one table",
    project: "store",
    drift: [
      "DROP INDEX orders_customer_idx",
      {
        table: "orders",
        changes: [
          ["`total` real DEFAULT 0", "`total` real"],
          [" AUTOINCREMENT", ""],
        ],
      },
    ],
    issues: [
      "high mismatched-default orders",
      "high mismatched-primary-key orders",
      "medium missing-index orders",
    ],
    counts: ["orders"],
  },
  {
    name: "a parent and its child drift",
    project: "academy",
    drift: [
      rewritten("uni_courses", "`credits` real DEFAULT 6 NOT NULL", "`credits` integer DEFAULT 6"),
      "ALTER TABLE uni_enrolments DROP COLUMN extras",
      "DROP INDEX remarks_by_enrolment",
    ],
    issues: [
      "critical missing-column uni_enrolments",
      "high mismatched-nullability uni_courses",
      "high mismatched-type uni_courses",
      "medium missing-index uni_remarks",
    ],
    converts: ["uni_courses.credits"],
  },
];
