/** The form under which SQLite compares identifiers: ASCII letters folded, all others kept. */
export function foldName(name: string): string {
  return capital.test(name) ? name.replace(capitals, (letters) => letters.toLowerCase()) : name;
}
const capital = /[A-Z]/;
const capitals = /[A-Z]+/g;

/** Whether SQLite takes two identifiers for the same. */
export function sameName(a: string, b: string): boolean {
  // Names are compared often, and mostly differ in what costs nothing to see: folding keeps the length.
  return a === b || (a.length === b.length && foldName(a) === foldName(b));
}

/** The member of a list with that name, as SQLite compares names. */
export function findNamed<T extends { readonly name: string }>(
  list: readonly T[],
  name: string,
): T | undefined {
  return list.find((item) => sameName(item.name, name));
}

/** A map from folded names, for look-ups over many members. The first of two equal names wins. */
export function byName<T extends { readonly name: string }>(list: readonly T[]): Map<string, T> {
  const map = new Map<string, T>();
  for (const item of list) {
    const key = foldName(item.name);
    if (!map.has(key)) map.set(key, item);
  }
  return map;
}
