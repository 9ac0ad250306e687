import { isVirtual } from "../schema/snapshot-order.ts";
import type { StoredText } from "../schema/stored.ts";

/** How an object's text stands in a snapshot: as it is stored, with its CR LF as LF, or as a JSON string. */
export type Writing = "plain" | "crlf" | "json";

/** The line that begins a part of a snapshot. */
export interface Marker extends Pick<StoredText, "type" | "name" | "table"> {
  readonly writing: Writing;
}

const notes: Readonly<Record<Writing, string>> = {
  plain: "",
  crlf: ", its lines end in CR LF",
  json: ", as JSON",
};

/** Whether a line is taken for the beginning of a part. */
export function isMarker(line: string): boolean {
  return /^-- \[[a-z]/.test(line);
}

/** The line that begins the part of an object. */
export function markerOf({ type, name, table, sql }: StoredText, writing: Writing): string {
  const kind = isVirtual({ type, sql }) ? "virtual table" : type;
  const owner = type === "index" || type === "trigger" ? ` of ${shown(table)}` : "";
  return `-- [${kind}] ${shown(name)}${owner}${notes[writing]}`;
}

const name = String.raw`[A-Za-z_][\w$]*|"(?:[^"\\]|\\.)*"`;
const shape = new RegExp(
  `^-- \\[(table|virtual table|view|index|trigger)\\] (${name})(?: of (${name}))?(, .*)?$`,
);

/** Reads the line that begins the part of an object; null for one that does not. */
export function readMarker(line: string): Marker | null {
  const [, kind, first, second, note] = shape.exec(line) ?? [];
  if (kind === undefined || first === undefined) return null;
  const isOwned = kind === "index" || kind === "trigger";
  const writing = (["plain", "crlf", "json"] as const).find((known) => notes[known] === (note ?? ""));
  const [name, table] = [read(first), read(second ?? first)];
  if (writing === undefined || isOwned !== (second !== undefined) || name === null || table === null)
    return null;
  return { type: kind === "virtual table" ? "table" : kind, name, table, writing };
}

function shown(name: string): string {
  return /^[A-Za-z_][\w$]*$/.test(name) ? name : JSON.stringify(name);
}

function read(written: string): string | null {
  if (!written.startsWith('"')) return written;
  try {
    return String(JSON.parse(written));
  } catch {
    return null;
  }
}
