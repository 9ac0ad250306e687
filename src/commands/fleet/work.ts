import { lookAt } from "../../database/file.ts";
import { glimpse } from "../../database/glimpse.ts";
import { markOf } from "../../database/mark.ts";
import { openForDiagnosis } from "../../database/port.ts";
import { hashOf } from "../../database/schema-hash.ts";
import type { SchemaRows } from "../../database/schema-pages.ts";
import { takeSnapshot } from "../../database/take-snapshot.ts";
import { findIssues, type Settings, type Written } from "../../doctor.ts";
import { DoctorError } from "../../errors.ts";
import type { Refusal } from "../../fleet/report.ts";
import { buildReport } from "../../reporting/build.ts";
import type { Report } from "../../reporting/report.ts";

/** What one database of a fleet was found to be. */
export type Answer =
  | {
      readonly bytes: number;
      readonly schemaHash: string;
      readonly rows: RowsReport | null;
      /** By which it is known to be unchanged; null where that cannot be told. */
      readonly mark: string | null;
    }
  | { readonly refusal: Refusal };

/** What is wrong with one database, its rows included. */
export type RowsReport = Pick<Report, "issues" | "notAnalysed">;

/** Reads the schema of a database as carefully as every analysis does. Never throws: what it cannot read it says. */
export function readCarefully(path: string): Answer {
  return answering(() => {
    const mark = markOf(path);
    const { bytes } = lookAt(path);
    return { bytes, schemaHash: takeSnapshot(path).schemaHash, rows: null, mark };
  });
}

/** Reads databases that stand still, quickly: of schemas seen before nothing but the text is compared. */
export function quickReader(): (path: string) => Answer | null {
  const known = new Map<string, string>();
  const hashed = ({ key, texts }: SchemaRows): string => {
    const hash = known.get(key) ?? hashOf(texts());
    known.set(key, hash);
    return hash;
  };
  return (path) => {
    const seen = glimpse(path, hashed);
    return seen === null ? null : { bytes: seen.bytes, schemaHash: seen.schema, rows: null, mark: seen.mark };
  };
}

/** Judges a database with its rows. Never throws: what it cannot read it says. */
export function readRows(path: string, held: Written, settings: Settings): Answer {
  return answering(() => {
    const mark = markOf(path);
    const database = openForDiagnosis(path);
    try {
      const found = findIssues(database, held, settings);
      const { bytes, schemaHash } = database.facts;
      const { issues, notAnalysed } = buildReport({
        tool: { name: "", version: "" },
        run: { id: "", startedAt: "", durationMs: 0 },
        database: database.facts,
        model: { sources: [], tables: 0 },
        declared: found.declared,
        actual: found.actual,
        issues: found.issues,
        plan: { steps: [], survivals: [], impossible: [] },
        proof: { level: "none", ok: false, checks: [] },
        notAnalysed: found.notAnalysed,
      });
      return { bytes, schemaHash, rows: { issues, notAnalysed }, mark };
    } finally {
      database.close();
    }
  });
}

function answering(read: () => Answer): Answer {
  try {
    return read();
  } catch (error) {
    return { refusal: refusalOf(error) };
  }
}

/** An error as an entry. One database must not end the run over all others, not even by a bug of the doctor's. */
export function refusalOf(error: unknown): Refusal {
  if (error instanceof DoctorError) return { code: error.code, message: error.message, help: error.help };
  const what = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return {
    code: "doctor-failed",
    message: `The doctor failed on it (${what}).`,
    help: "This is a bug of the doctor, not of your database. Please report it with what `doctor analyze --db` says of that file.",
  };
}
