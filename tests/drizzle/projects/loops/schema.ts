import { integer, sqliteTable, text, index } from "drizzle-orm/sqlite-core";
const languages = ["en", "de", "fr"] as const;
function translated(field: string) {
  const columns: Record<string, ReturnType<typeof text>> = {};
  for (const language of languages) {
    columns[`${field}${language.toUpperCase()}`] = text(`${field}_${language}`);
  }
  return columns;
}
export const phrases = sqliteTable("phrases", { id: integer("id").primaryKey(), ...translated("text") }, () => []);
