import type { NotAnalysed } from "../schema/location.ts";
import type { PrismaForeignKey, PrismaTable } from "./prisma-described.ts";
import type { PrismaNames } from "./prisma-names.ts";
import {
  argument,
  attribute,
  mappedName,
  namedArgument,
  type PrismaAttribute,
  type PrismaBlock,
  type PrismaField,
  type PrismaValue,
  textOf,
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

/** A relation of many to many without a model of its own: two lists that speak of each other's models. */
interface ManyToMany {
  readonly name: string;
  readonly field: PrismaField;
  /** By name, as Prisma has them. */
  readonly a: PrismaBlock;
  readonly b: PrismaBlock;
}

/** The tables that Prisma makes between models. https://www.prisma.io/docs/orm/prisma-schema/data-model/relations/many-to-many-relations */
export function tablesBetween(
  names: PrismaNames,
  tables: ReadonlyMap<string, PrismaTable>,
  hasForeignKeys: boolean,
): PrismaTable[] {
  return manyToMany(names).flatMap(({ name, field, a, b }) => {
    const sides = [sideOf("A", a, name, names, tables, field), sideOf("B", b, name, names, tables, field)];
    const known = sides.flatMap((side) => (side === null ? [] : [side]));
    if (known.length < 2) return [];
    const { location } = field;
    const part = (column: string) => ({ column, order: "" }) as const;
    return [
      {
        ...{ name, location, primaryKey: [], countsUp: false, isImplied: true, isWhole: true },
        columns: known.map(({ column }) => column),
        foreignKeys: hasForeignKeys ? known.map(({ key }) => key) : [],
        indexes: [
          { name: `${name}_AB_unique`, unique: true, parts: [part("A"), part("B")], location },
          { name: `${name}_B_index`, unique: false, parts: [part("B")], location },
        ],
      },
    ];
  });
}

function sideOf(
  name: "A" | "B",
  model: PrismaBlock,
  table: string,
  names: PrismaNames,
  tables: ReadonlyMap<string, PrismaTable>,
  { location }: PrismaField,
) {
  const parent = tables.get(model.name);
  const [id, ...others] = names.columnsOf(model, names.keyOf(model)) ?? [];
  const column = parent?.columns.find((each) => each.name === id);
  if (!parent || !column || id === undefined || others.length > 0) return null;
  return {
    column: { ...column, name, location, default: null, notNull: true, values: null },
    key: {
      ...{
        name: `${table}_${name}_fkey`,
        columns: [name],
        parent: parent.name,
        parentColumns: [id],
        location,
      },
      ...{ onDelete: "CASCADE", onUpdate: "CASCADE" },
    },
  };
}

function manyToMany(names: PrismaNames): ManyToMany[] {
  const found = new Map<string, ManyToMany>();
  for (const model of names.models.values()) {
    for (const field of model.fields) {
      const other = names.modelOf(field);
      if (!field.isList || !other || !hasOpposite(model, field, other)) continue;
      const [a, b] = model.name < other.name ? [model, other] : [other, model];
      const name = `_${relationName(field) ?? `${a.name}To${b.name}`}`;
      if (!found.has(name)) found.set(name, { name, field, a, b });
    }
  }
  return [...found.values()];
}

/** Whether a list of the other model speaks of this one, and means the same relation. */
function hasOpposite(model: PrismaBlock, field: PrismaField, other: PrismaBlock): boolean {
  return other.fields.some(
    (each) =>
      each !== field && each.isList && each.type === model.name && relationName(each) === relationName(field),
  );
}

function relationName(field: PrismaField): string | null {
  const relation = attribute(field, "relation");
  return relation && textOf(argument(relation, "name"));
}
