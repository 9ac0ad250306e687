import { foldName } from "./names.ts";
import type { StoredText } from "./stored.ts";

/** Whether a stored text creates a virtual table. https://www.sqlite.org/lang_createvtab.html */
export function isVirtual({ type, sql }: Pick<StoredText, "type" | "sql">): boolean {
  return type === "table" && /^CREATE\s+VIRTUAL\b/i.test(sql);
}

/**
 * Objects as a snapshot lists them: tables by name, each followed by its indexes and triggers, then virtual tables, then
 * views. One that is added or goes is one place of the file, on every machine the same.
 */
export function inSnapshotOrder(objects: readonly StoredText[]): StoredText[] {
  const owners = new Map(objects.filter(isOwner).map((owner) => [foldName(owner.name), owner]));
  const keyOf = (object: StoredText): readonly [number, string, number, string] => {
    const owner = isOwner(object) ? object : owners.get(foldName(object.table));
    return [groupOf(owner), owner?.name ?? object.table, within.indexOf(object.type), object.name];
  };
  return objects
    .map((object) => ({ object, key: keyOf(object) }))
    .sort((a, b) => compare(a.key, b.key))
    .map(({ object }) => object);
}

/** Of one owner: itself first. */
const within: readonly string[] = ["table", "view", "index", "trigger"];

function isOwner({ type }: StoredText): boolean {
  return type === "table" || type === "view";
}

function groupOf(owner: StoredText | undefined): number {
  if (owner?.type === "view") return 2;
  return owner && isVirtual(owner) ? 1 : 0;
}

function compare(a: readonly (number | string)[], b: readonly (number | string)[]): number {
  for (const [i, one] of a.entries()) {
    const other = b[i] ?? "";
    if (one !== other) return one < other ? -1 : 1;
  }
  return 0;
}
