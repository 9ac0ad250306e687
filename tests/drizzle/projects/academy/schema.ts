import { sql } from "drizzle-orm";
import {
  type AnySQLiteColumn,
  blob,
  check,
  foreignKey,
  index,
  integer,
  numeric,
  primaryKey,
  real,
  sqliteTableCreator,
  text,
  uniqueIndex,
} from "drizzle-orm/sqlite-core";

const table = sqliteTableCreator((name) => `uni_${name}`);

export const departments = table("departments", {
  code: text().primaryKey(),
  parentCode: text().references((): AnySQLiteColumn => departments.code, { onDelete: "set null", onUpdate: "cascade" }),
  fullName: text().notNull(),
});

export const courses = table(
  "courses",
  {
    departmentCode: text().notNull().references(() => departments.code, { onDelete: "cascade" }),
    courseNumber: integer().notNull(),
    heldSince: integer({ mode: "timestamp_ms" }),
    isOpen: integer({ mode: "boolean" }).notNull().default(true),
    credits: real().notNull().default(6),
  },
  (t) => [
    primaryKey({ columns: [t.departmentCode, t.courseNumber] }),
    check("courses_credits", sql`${t.credits} > 0`),
    index("courses_open").on(t.departmentCode).where(sql`${t.isOpen} = 1`),
  ],
);

export const enrolments = table(
  "enrolments",
  {
    id: integer().primaryKey({ autoIncrement: true }),
    departmentCode: text().notNull(),
    courseNumber: integer().notNull(),
    studentName: text().notNull(),
    enrolledAt: integer({ mode: "timestamp" }).notNull().default(sql`(unixepoch())`),
    isPaid: integer({ mode: "boolean" }).notNull().default(false),
    mark: numeric(),
    essay: blob({ mode: "buffer" }),
    extras: text({ mode: "json" }),
  },
  (t) => [
    foreignKey({
      columns: [t.departmentCode, t.courseNumber],
      foreignColumns: [courses.departmentCode, courses.courseNumber],
    }).onDelete("cascade"),
    uniqueIndex("enrolments_once").on(t.departmentCode, t.courseNumber, t.studentName),
  ],
);

export const remarks = table(
  "remarks",
  {
    id: integer().primaryKey({ autoIncrement: true }),
    enrolmentId: integer().notNull().references(() => enrolments.id, { onDelete: "cascade" }),
    replyTo: integer(),
    body: text().notNull(),
  },
  (t) => [
    foreignKey({ columns: [t.replyTo], foreignColumns: [t.id] }).onDelete("cascade"),
    index("remarks_by_enrolment").on(t.enrolmentId),
  ],
);

export const rooms = table("rooms", {
  id: integer().primaryKey(),
  roomName: text().unique(),
  seats: integer().notNull().default(20),
});
