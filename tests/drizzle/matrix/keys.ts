import { type Drift, decided, rewritten } from "./drift.ts";

const toOrders =
  ",\n\tFOREIGN KEY (`order_id`) REFERENCES `orders`(`id`) ON UPDATE no action ON DELETE cascade";
const toSelf =
  ",\n\tFOREIGN KEY (`reply_to`) REFERENCES `uni_remarks`(`id`) ON UPDATE no action ON DELETE cascade";
const toCourses =
  ",\n\tFOREIGN KEY (`department_code`,`course_number`) REFERENCES `uni_courses`(`department_code`,`course_number`) ON UPDATE no action ON DELETE cascade";

/** Primary and foreign keys. */
export const keys: readonly Drift[] = [
  {
    name: "a primary key is missing",
    project: "store",
    drift: [rewritten("orders", "`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL", "`id` integer NOT NULL")],
    issues: ["high mismatched-primary-key orders"],
    rekeys: ["orders"],
    counts: ["orders"],
  },
  {
    name: "a primary key is no rowid: INT for INTEGER",
    project: "academy",
    drift: [
      rewritten(
        "uni_remarks",
        "`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL",
        "`id` int PRIMARY KEY NOT NULL",
      ),
    ],
    issues: ["high mismatched-primary-key uni_remarks", "info type-spelling uni_remarks"],
    rekeys: ["uni_remarks"],
    counts: ["uni_remarks"],
  },
  {
    name: "a key that SQLite does not fill in: INT for INTEGER, without AUTOINCREMENT",
    project: "academy",
    drift: [rewritten("uni_rooms", "`id` integer", "`id` INT")],
    issues: ["high mismatched-primary-key uni_rooms", "info type-spelling uni_rooms"],
    rekeys: ["uni_rooms"],
  },
  {
    name: "AUTOINCREMENT is too much",
    project: "academy",
    drift: [rewritten("uni_rooms", "PRIMARY KEY", "PRIMARY KEY AUTOINCREMENT")],
    issues: ["high mismatched-primary-key uni_rooms"],
    counts: ["uni_rooms"],
  },
  {
    name: "a composite primary key is missing",
    project: "academy",
    drift: [rewritten("uni_courses", "\n\tPRIMARY KEY(`department_code`, `course_number`),", "")],
    issues: ["high mismatched-primary-key uni_courses"],
  },
  {
    name: "a composite primary key has a column too many",
    project: "store",
    drift: [
      rewritten(
        "order_lines",
        "PRIMARY KEY(`order_id`, `position`)",
        "PRIMARY KEY(`order_id`, `position`, `article`)",
      ),
    ],
    issues: ["high mismatched-primary-key order_lines"],
  },
  {
    name: "a composite primary key has its columns in another order",
    project: "store",
    drift: [
      rewritten("order_lines", "PRIMARY KEY(`order_id`, `position`)", "PRIMARY KEY(`position`, `order_id`)"),
    ],
    issues: ["high mismatched-primary-key order_lines"],
  },
  {
    name: "AUTOINCREMENT is missing",
    project: "store",
    drift: [rewritten("orders", " AUTOINCREMENT", "")],
    issues: ["high mismatched-primary-key orders"],
    counts: ["orders"],
  },
  {
    name: "a foreign key is missing",
    project: "store",
    drift: [rewritten("order_lines", toOrders, "")],
    issues: ["medium missing-foreign-key order_lines"],
  },
  {
    name: "a foreign key is missing, and rows lack a parent",
    project: "store",
    drift: [rewritten("order_lines", toOrders, ""), "INSERT INTO order_lines VALUES (99, 1, 'lost')"],
    issues: ["critical missing-foreign-key order_lines"],
    decision: decided({ orphans: { order_lines: { order_id: "quarantine" } } }),
    moves: ["order_lines"],
  },
  {
    name: "a foreign key to its own table is missing",
    project: "academy",
    drift: [rewritten("uni_remarks", toSelf, "")],
    issues: ["medium missing-foreign-key uni_remarks"],
  },
  {
    name: "a composite foreign key is missing",
    project: "academy",
    drift: [rewritten("uni_enrolments", toCourses, "")],
    issues: ["medium missing-foreign-key uni_enrolments"],
  },
  {
    name: "an action of a foreign key differs, three tables cascade",
    project: "store",
    drift: [rewritten("orders", "ON DELETE cascade", "ON DELETE set null")],
    issues: ["medium mismatched-foreign-key orders"],
  },
  {
    name: "an action of a key to its own table differs",
    project: "academy",
    drift: [
      rewritten(
        "uni_departments",
        "ON UPDATE cascade ON DELETE set null",
        "ON UPDATE no action ON DELETE cascade",
      ),
    ],
    issues: ["medium mismatched-foreign-key uni_departments"],
  },
  {
    name: "a foreign key refers elsewhere",
    project: "store",
    drift: [
      "DELETE FROM order_lines WHERE order_id = 40",
      rewritten("order_lines", "`orders`(`id`)", "`customers`(`id`)"),
    ],
    issues: ["medium mismatched-foreign-key order_lines"],
  },
  {
    name: "a foreign key is too much",
    project: "academy",
    drift: [
      rewritten(
        "uni_enrolments",
        toCourses,
        `${toCourses},\n\tFOREIGN KEY (department_code) REFERENCES uni_departments (code)`,
      ),
    ],
    issues: ["medium unexpected-foreign-key uni_enrolments"],
  },
  {
    name: "rows lack a parent although the key is there",
    project: "academy",
    drift: ["INSERT INTO uni_remarks VALUES (91, 777, NULL, 'whose?')"],
    issues: ["critical orphaned-rows uni_remarks"],
    undecided: "nothing",
    decision: decided({ orphans: { uni_remarks: { enrolment_id: "delete" } } }, true),
    moves: ["uni_remarks"],
  },
];
