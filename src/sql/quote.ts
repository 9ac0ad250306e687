/** An identifier in double quotes, as SQL text. https://www.sqlite.org/lang_keywords.html */
export function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** Identifiers in double quotes, separated by commas. */
export function quoteNames(names: readonly string[]): string {
  return names.map(quoteName).join(", ");
}

/** Text as an SQL string literal. */
export function quoteText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** A value of a union or enum as an SQL literal. */
export function literal(value: string | number): string {
  return typeof value === "number" ? String(value) : quoteText(value);
}
