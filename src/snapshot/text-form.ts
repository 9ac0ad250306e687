import { splitStatements } from "../sql/statements.ts";
import { isMarker, type Writing } from "./marker.ts";

/** A stored text as it stands in a snapshot. */
export interface Written {
  readonly writing: Writing;
  readonly text: string;
}

/**
 * Writes a stored text so that it can be read by people, run by the sqlite3 shell, and be told from what follows,
 * whatever a checkout makes of the ends of lines: the file has no CR of its own.
 */
export function writeText(sql: string): Written {
  const isCrlf = sql.includes("\r");
  const lines = isCrlf ? sql.replaceAll("\r\n", "\n") : sql;
  const text = ended(lines);
  const isPlain =
    !/[\0\r]/.test(lines) &&
    (!isCrlf || lines.replaceAll("\n", "\r\n") === sql) &&
    !lines.split("\n").some(isMarker) &&
    readPlain(text) === lines &&
    isClosed(text);
  return isPlain
    ? { writing: isCrlf ? "crlf" : "plain", text }
    : { writing: "json", text: `-- ${JSON.stringify(sql)}` };
}

/** The stored text behind what stands in a snapshot; null when it does not end as it should. */
export function readText({ writing, text }: Written): string | null {
  if (writing === "json") return readJson(text);
  const lines = readPlain(text);
  return writing === "crlf" ? (lines?.replaceAll("\n", "\r\n") ?? null) : lines;
}

/** A semicolon in a comment would end nothing. */
function ended(sql: string): string {
  return endsInComment(sql) ? `${sql}\n;` : `${sql};`;
}

function readPlain(text: string): string | null {
  if (!text.endsWith(";")) return null;
  const sql = text.slice(0, -1);
  const above = sql.slice(0, -1);
  return sql.endsWith("\n") && endsInComment(above) ? above : sql;
}

function endsInComment(sql: string): boolean {
  return sql.slice(sql.lastIndexOf("\n") + 1).includes("--");
}

/** Whether what follows is a statement of its own. */
function isClosed(text: string): boolean {
  return splitStatements(`${text}\nCREATE`).length === 2;
}

function readJson(text: string): string | null {
  try {
    const value: unknown = JSON.parse(text.replace(/^-- /, ""));
    return typeof value === "string" ? value : null;
  } catch {
    return null;
  }
}
