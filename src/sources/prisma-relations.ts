import type { NotAnalysed } from "../schema/location.ts";
import type { PrismaForeignKey } from "./prisma-described.ts";
import type { PrismaNames } from "./prisma-names.ts";
import {
  attribute,
  mappedName,
  namedArgument,
  type PrismaAttribute,
  type PrismaBlock,
  type PrismaField,
  type PrismaValue,
} from "./prisma-syntax.ts";

const actions: Readonly<Record<string, string>> = {
  Cascade: "CASCADE",
  Restrict: "RESTRICT",
  NoAction: "NO ACTION",
  SetNull: "SET NULL",
  SetDefault: "SET DEFAULT",
};

/** The foreign keys of a model: the fields of relations that say `fields` and `references`. */
export function foreignKeysOf(
  model: PrismaBlock,
  names: PrismaNames,
): { readonly keys: readonly PrismaForeignKey[]; readonly notAnalysed: readonly NotAnalysed[] } {
  const keys: PrismaForeignKey[] = [];
  const notAnalysed: NotAnalysed[] = [];
  for (const field of model.fields) {
    const relation = attribute(field, "relation");
    const parent = names.modelOf(field);
    if (!relation || !parent || namedArgument(relation, "fields") === null) continue;
    const key = foreignKey(model, field, relation, parent, names);
    if (key) keys.push(key);
    else
      notAnalysed.push({
        what: `relation ${model.name}.${field.name}`,
        location: relation.location,
        why: `its fields and references are not columns of ${model.name} and ${parent.name}, as many of the one as of the other, or an action is unknown`,
      });
  }
  return { keys, notAnalysed };
}

function foreignKey(
  model: PrismaBlock,
  { location }: PrismaField,
  relation: PrismaAttribute,
  parent: PrismaBlock,
  names: PrismaNames,
): PrismaForeignKey | null {
  const own = namesIn(namedArgument(relation, "fields"));
  const columns = names.columnsOf(model, own);
  const parentColumns = names.columnsOf(parent, namesIn(namedArgument(relation, "references")));
  // As long as one of the columns takes no NULL, the row cannot lose its parent.
  const isRequired = model.fields.some((field) => own.includes(field.name) && !field.isOptional);
  const onDelete = actionOf(relation, "onDelete", isRequired ? "Restrict" : "SetNull");
  const onUpdate = actionOf(relation, "onUpdate", "Cascade");
  if (!columns || !parentColumns || !onDelete || !onUpdate) return null;
  if (columns.length === 0 || columns.length !== parentColumns.length) return null;
  const name = [mappedName(model), ...columns, "fkey"].join("_");
  return { name, columns, parent: mappedName(parent), parentColumns, onDelete, onUpdate, location };
}

function namesIn(list: PrismaValue | null): string[] {
  return list?.kind === "list" ? list.items.map((item) => (item.kind === "name" ? item.text : "")) : [];
}

function actionOf(relation: PrismaAttribute, name: string, otherwise: string): string | undefined {
  const stated = namedArgument(relation, name);
  return actions[stated === null ? otherwise : stated.kind === "name" ? stated.text : ""];
}
