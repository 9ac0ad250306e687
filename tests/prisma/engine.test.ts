import { describe, expect, test } from "vitest";
import { createdBy, leftFor, missing } from "./engine.ts";
import { copyOf, createdSql, projects, schemaFiles } from "./projects.ts";

/** Prisma sees differences between these and the databases it has made itself: defaults and keys it reads back otherwise. */
const neverConverging = ["legacy", "notes", "observatory"];

describe.skipIf(missing !== null)(
  `the real engine of Prisma${missing === null ? "" : ` (${missing})`}`,
  () => {
    test.each(projects)("creates of %s what stands beside it", (name) => {
      expect(createdBy(schemaFiles(name))).toBe(createdSql(name));
    });

    test.each(projects)(
      "sees in the database of %s what the doctor sees, nothing, or falls short",
      (name) => {
        const { database } = copyOf(name);
        expect(leftFor(database, schemaFiles(name)) !== "").toBe(neverConverging.includes(name));
      },
    );
  },
);
