import { type Drift, decided, rewritten } from "./drift.ts";

/** Types, NULL, defaults, generated columns, checks. */
export const facets: readonly Drift[] = [
  {
    name: "a type differs, the values fit",
    project: "store",
    drift: [rewritten("order_lines", "`position` integer", "`position` text")],
    issues: ["high mismatched-type order_lines"],
    converts: ["order_lines.position"],
  },
  {
    name: "a type differs, and values would change in it",
    project: "store",
    drift: [
      rewritten("orders", "`total` real", "`total` text"),
      "UPDATE orders SET total = 'ten' WHERE id = 1",
    ],
    issues: ["critical mismatched-type orders"],
    undecided: "refused",
  },
  {
    name: "NOT NULL is missing, no NULL is stored",
    project: "store",
    drift: [rewritten("orders", "`number` text NOT NULL", "`number` text")],
    issues: ["high mismatched-nullability orders", "info nullable-unique-column orders"],
  },
  {
    name: "NOT NULL is missing, and NULLs are stored",
    project: "academy",
    drift: [
      rewritten(
        "uni_enrolments",
        "`is_paid` integer DEFAULT false NOT NULL",
        "`is_paid` integer DEFAULT false",
      ),
      "UPDATE uni_enrolments SET is_paid = NULL WHERE id < 3",
    ],
    issues: ["critical mismatched-nullability uni_enrolments"],
    decision: decided({ backfills: { uni_enrolments: { is_paid: "false" } } }),
    converts: ["uni_enrolments.is_paid"],
  },
  {
    name: "NOT NULL is missing of a parent's key, children cascade",
    project: "academy",
    drift: [rewritten("uni_departments", "`code` text PRIMARY KEY NOT NULL", "`code` text PRIMARY KEY")],
    issues: ["high mismatched-nullability uni_departments"],
  },
  {
    name: "NOT NULL is too much",
    project: "store",
    drift: [
      "UPDATE orders SET note = '' WHERE note IS NULL",
      rewritten("orders", "`note` text", "`note` text NOT NULL"),
    ],
    issues: ["high mismatched-nullability orders"],
  },
  {
    name: "a default is missing",
    project: "store",
    drift: [rewritten("orders", "`total` real DEFAULT 0", "`total` real")],
    issues: ["high mismatched-default orders"],
  },
  {
    name: "a default differs",
    project: "store",
    drift: [rewritten("customers", "'free'", "'gold'")],
    issues: ["high mismatched-default customers"],
  },
  {
    name: "a default of a boolean differs",
    project: "academy",
    drift: [rewritten("uni_courses", "DEFAULT true", "DEFAULT 0")],
    issues: ["high mismatched-default uni_courses"],
  },
  {
    name: "a default is another expression",
    project: "academy",
    drift: [rewritten("uni_enrolments", "(unixepoch())", "CURRENT_TIMESTAMP")],
    issues: ["high mismatched-default uni_enrolments"],
  },
  {
    name: "a default is too much",
    project: "academy",
    drift: [rewritten("uni_remarks", "`reply_to` integer", "`reply_to` integer DEFAULT 1")],
    issues: ["high mismatched-default uni_remarks"],
  },
  {
    name: "a generated expression differs",
    project: "store",
    drift: [rewritten("customers", "(upper(name))", "(lower(name))")],
    issues: ["high mismatched-generated customers"],
    converts: ["customers.shout"],
  },
  {
    name: "a generated column is stored",
    project: "store",
    drift: [rewritten("customers", "VIRTUAL", "STORED")],
    issues: ["high mismatched-generated customers"],
  },
  {
    name: "a generated column is a plain one with values of its own",
    project: "store",
    drift: [
      rewritten("customers", " GENERATED ALWAYS AS (upper(name)) VIRTUAL", ""),
      "UPDATE customers SET shout = 'HEY' WHERE id = 1",
    ],
    issues: ["high mismatched-generated customers"],
    undecided: "refused",
  },
  {
    name: "a check is missing",
    project: "store",
    drift: [rewritten("orders", `,\n\tCONSTRAINT "orders_total" CHECK("orders"."total" >= 0)`, "")],
    issues: ["high missing-check orders"],
  },
  {
    name: "a check is missing, and a row violates it",
    project: "academy",
    drift: [
      rewritten("uni_courses", `,\n\tCONSTRAINT "courses_credits" CHECK("uni_courses"."credits" > 0)`, ""),
      "UPDATE uni_courses SET credits = -1 WHERE course_number = 9",
    ],
    issues: ["critical missing-check uni_courses"],
    undecided: "refused",
  },
  {
    name: "a check differs",
    project: "store",
    drift: [rewritten("orders", `"orders"."total" >= 0`, `"orders"."total" >= -5`)],
    issues: ["high mismatched-check orders"],
  },
  {
    name: "a check is too much",
    project: "academy",
    drift: [
      rewritten("uni_remarks", "`body` text NOT NULL", "`body` text NOT NULL CHECK (length(body) < 100)"),
    ],
    issues: ["high unexpected-check uni_remarks"],
  },
];
