import { DoctorError } from "../errors.ts";
import type { DeclaredTable } from "../schema/declared.ts";
import { foldName } from "../schema/names.ts";
import { place } from "./doctor-tags.ts";

/** Throws DoctorError for two declarations of one table, naming both places. */
export function refuseTwins(tables: readonly DeclaredTable[]): void {
  const seen = new Map<string, DeclaredTable>();
  for (const table of tables) {
    const twin = seen.get(foldName(table.name));
    seen.set(foldName(table.name), table);
    if (!twin) continue;
    const [here, there] = [table, twin].map(({ location }) => (location ? place(location) : "a .sql file"));
    throw new DoctorError(
      "model-duplicate",
      `${here}: the table ${table.name} is declared a second time, first at ${there}.`,
      "Keep one declaration, or give one of them another name with @table.",
    );
  }
}
