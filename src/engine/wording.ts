/** A name as messages show it: bare where it is a plain word, else quoted as in SQL, so that its ends are seen. */
export function shown(name: string): string {
  return /^[\p{L}_][\p{L}\p{N}_$]*$/u.test(name) ? name : `"${name.replaceAll('"', '""')}"`;
}

/** A column with its table, as messages show it. */
export function shownColumn(table: string, column: string): string {
  return `${shown(table)}.${shown(column)}`;
}

/** Columns as they stand in a key or an index. */
export function shownColumns(columns: readonly string[]): string {
  return `(${columns.map(shown).join(", ")})`;
}

/** SQL text as messages show it: on one line, cut where it is long. */
export function shownSql(sql: string): string {
  const line = sql.replace(/\s+/g, " ").trim();
  return line.length > 120 ? `${line.slice(0, 119)}…` : line;
}

/** A number with its noun. */
export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${count} ${count === 1 ? noun : plural}`;
}

/** Names in a sentence; of a long list the first and how many more. */
export function listed(names: readonly string[], most = 4): string {
  const kept = names.length > most ? names.slice(0, most - 1) : names;
  const more = names.length - kept.length;
  const words = more > 0 ? [...kept, `${more} more`] : kept;
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}

/** The first letter in upper case, for a word that begins a sentence. */
export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
