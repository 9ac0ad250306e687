import type { DeclaredSchema } from "../schema/declared.ts";
import type { Location } from "../schema/location.ts";
import { byName, findNamed, foldName } from "../schema/names.ts";

/** Tells where the model declares a column, or at least its table. */
export function declaredPlaces(
  declared: DeclaredSchema | undefined,
): (table: string | null, column: string | null) => Location | undefined {
  const tables = byName(declared?.tables ?? []);
  return (table, column) => {
    const found = table === null ? undefined : tables.get(foldName(table));
    const ofColumn = column === null ? undefined : findNamed(found?.columns ?? [], column)?.location;
    return ofColumn ?? found?.location;
  };
}
