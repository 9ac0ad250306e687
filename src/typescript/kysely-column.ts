import type { ts } from "ts-morph";
import { compiler } from "./compiler.ts";

/** Kysely's ColumnType, by its shape: generated code defines its own. `filled`: an insert may leave the column out. */
export function columnType(
  type: ts.Type,
  checker: ts.TypeChecker,
): { select: ts.Type; filled: boolean } | null {
  const select = type.getProperty("__select__");
  const insert = type.getProperty("__insert__");
  if (!select || !insert || !type.getProperty("__update__")) return null;
  const selected = checker.getTypeOfSymbol(select);
  const inserted = checker.getTypeOfSymbol(insert);
  if (inserted.flags & compiler.TypeFlags.Never) return { select: selected, filled: true };
  const given = inserted.isUnion() ? inserted.types : [inserted];
  const optional = given.some((member) => member.flags & compiler.TypeFlags.Undefined);
  if (!optional) return { select: selected, filled: false };
  // What is left out may simply be NULL, unless the type is exactly Kysely's Generated.
  const required = given.filter((member) => (member.flags & compiler.TypeFlags.Undefined) === 0);
  const selectedMembers = selected.isUnion() ? selected.types : [selected];
  const isGenerated =
    required.length === selectedMembers.length &&
    required.every((member) => selectedMembers.includes(member));
  const nullable = selectedMembers.some((member) => member.flags & compiler.TypeFlags.Null);
  return { select: selected, filled: isGenerated || !nullable };
}
