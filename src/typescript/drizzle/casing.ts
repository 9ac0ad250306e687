/** How names of columns follow from the keys they stand under; null leaves them as they are. */
export type Casing = "snake_case" | "camelCase" | null;

/** A key as Drizzle makes a column's name of it. Its words differ from the doctor's: `address2Id` is address2_id, `iOSId` i_os_id. */
export function cased(key: string, casing: Casing): string {
  if (casing === null) return key;
  const words = key.replace(/['\u2019]/g, "").match(/[\da-z]+|[A-Z]+(?![a-z])|[A-Z][\da-z]+/g) ?? [];
  if (casing === "snake_case") return words.map((word) => word.toLowerCase()).join("_");
  return words
    .map((word, i) => (i === 0 ? word.toLowerCase() : `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`))
    .join("");
}
