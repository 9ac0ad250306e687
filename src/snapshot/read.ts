import { foldName, sameName } from "../schema/names.ts";
import type { Snapshot, Statistic } from "../schema/snapshot.ts";
import { isVirtual } from "../schema/snapshot-order.ts";
import type { StoredText } from "../schema/stored.ts";
import { createdBy } from "./created.ts";
import { isMarker, type Marker, readMarker } from "./marker.ts";
import { readHead } from "./read-head.ts";
import { readStatistics } from "./read-statistics.ts";
import { type Line, type Refuse, refusalAt } from "./refuse.ts";
import { readText } from "./text-form.ts";
import { endOf, formatVersion } from "./write.ts";

/**
 * Reads a snapshot file. It may come from anyone: nothing in it is run, and a text that is no CREATE statement of a
 * schema is refused. Throws DoctorError, with the line, for a file that is empty, cut off, merged with conflicts, changed
 * since it was written, or of a newer format.
 */
export function readSnapshot(written: string, shown: string): Snapshot {
  // The file has no CR of its own: a checkout brought them.
  const text = written.replace(/^\uFEFF/, "").replaceAll("\r\n", "\n");
  const lines = text.split("\n").map((content, i) => ({ content, number: i + 1 }));
  const refuse = refusalAt(shown);
  const end = endAmong(lines, refuse);
  const body = `${text
    .split("\n")
    .slice(0, end.number - 1)
    .join("\n")}\n`;
  const isWhole = endOf(body) === end.content;
  if (!isWhole) refuseConflict(lines, refuse);
  const [head, ...parts] = partsOf(lines.slice(0, end.number - 1));
  const snapshot = { ...readHead(head ?? [], refuse), ...readParts(parts, refuse) };
  if (isWhole) return snapshot;
  throw refuse(end, "it is not as it was written: somebody, a merge or a formatter changed it since");
}

/** The last line. Throws DoctorError when there is none, or the file is none of ours. */
function endAmong(lines: readonly Line[], refuse: Refuse): Line {
  const first = lines[0] ?? { content: "", number: 1 };
  const filled = lines.filter(({ content }) => content.trim() !== "");
  const last = filled.at(-1);
  if (last === undefined) throw refuse(first, "it is empty");
  const version = /^-- schema-drift-doctor snapshot (\d+)$/.exec(first.content)?.[1];
  if (version === undefined) {
    refuseConflict(lines, refuse);
    throw refuse(first, "this is no snapshot: the first line of one says so");
  }
  if (Number(version) > formatVersion) throw refuse(first, `its format ${version} is newer`, "newer");
  const end = lines.find(({ content }) => content.startsWith("-- [end]"));
  if (end === undefined) {
    refuseConflict(lines, refuse);
    throw refuse(last, "the file ends here, and a snapshot ends with a line -- [end]: it is cut off");
  }
  const behind = filled.find(({ number }) => number > end.number);
  if (behind === undefined) return end;
  refuseConflict(lines, refuse);
  throw refuse(behind, "something stands behind the end of the snapshot");
}

function refuseConflict(lines: readonly Line[], refuse: Refuse): void {
  const begin = lines.find(({ content }) => /^<{7}(?: |$)/.test(content));
  if (begin && lines.some(({ content }) => /^>{7}(?: |$)/.test(content)))
    throw refuse(begin, "two versions of the file were merged, and their conflict is not resolved");
}

/** A part begins with a marker; blank lines at its end are none of it. */
function partsOf(lines: readonly Line[]): Line[][] {
  const parts: Line[][] = [[]];
  for (const line of lines) {
    if (isMarker(line.content)) parts.push([line]);
    else parts.at(-1)?.push(line);
  }
  return parts.map((part) => {
    const end = part.findLastIndex(({ content }) => content !== "");
    return part.slice(0, end + 1);
  });
}

function readParts(
  parts: readonly (readonly Line[])[],
  refuse: Refuse,
): Pick<Snapshot, "objects" | "analysed" | "statistics"> {
  const objects: StoredText[] = [];
  const analysed: Snapshot["analysed"][number][] = [];
  const statistics: Statistic[] = [];
  const known = new Set<string>();
  for (const [first, ...rest] of parts) {
    if (first === undefined) continue;
    const table = /^-- \[statistics\] (sqlite_stat[14])$/.exec(first.content)?.[1];
    if (table === "sqlite_stat1" || table === "sqlite_stat4") {
      analysed.push(table);
      statistics.push(...readStatistics(rest, refuse));
      continue;
    }
    const marker = readMarker(first.content);
    if (marker === null) throw refuse(first, "this line begins nothing that a snapshot holds");
    const key = `${marker.type} ${foldName(marker.name)}`;
    if (known.has(key)) throw refuse(first, `the ${marker.type} ${marker.name} stands here a second time`);
    known.add(key);
    objects.push(readObject(marker, first, rest, refuse));
  }
  return { objects, analysed, statistics };
}

function readObject(marker: Marker, first: Line, rest: readonly Line[], refuse: Refuse): StoredText {
  const { type, name, table, writing } = marker;
  const text = rest.map(({ content }) => content).join("\n");
  const sql = readText({ writing, text });
  const begin = rest[0] ?? first;
  if (sql === null) throw refuse(rest.at(-1) ?? first, `the ${type} ${name} does not end with a semicolon`);
  const created = createdBy(sql);
  if (created === null) throw refuse(begin, "this is not one CREATE statement of a schema, and is not run");
  const isMeant = created.type === type && created.name === name && sameName(created.table, table);
  if (!isMeant)
    throw refuse(
      begin,
      `this creates the ${created.type} ${created.name}, which the line above does not say`,
    );
  if (/^sqlite_/i.test(name)) throw refuse(begin, `the name ${name} belongs to SQLite`);
  const isSaidVirtual = first.content.startsWith("-- [virtual table]");
  if (isSaidVirtual !== isVirtual({ type, sql }))
    throw refuse(begin, "the line above says another kind of table");
  return { type, name, table, sql };
}
