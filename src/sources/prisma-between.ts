import type { NotAnalysed } from "../schema/location.ts";
import type { PrismaColumn, PrismaForeignKey, PrismaTable } from "./prisma-described.ts";
import type { PrismaNames } from "./prisma-names.ts";
import { argument, attribute, type PrismaBlock, type PrismaField, textOf } from "./prisma-syntax.ts";

/** A relation of many to many without a model of its own: two lists that speak of each other's models. */
interface ManyToMany {
  /** The name of its table. */
  readonly name: string;
  /** The first of the two lists. */
  readonly field: PrismaField;
  /** By name, as Prisma has them. */
  readonly a: PrismaBlock;
  readonly b: PrismaBlock;
}

/** What Prisma makes between models, and the relations of which that is not known. */
export interface TablesBetween {
  readonly tables: readonly PrismaTable[];
  readonly notAnalysed: readonly NotAnalysed[];
}

/**
 * The tables that Prisma makes between models; `tables` are those of the models, by their names in the schema.
 * https://www.prisma.io/docs/orm/prisma-schema/data-model/relations/many-to-many-relations
 */
export function tablesBetween(
  names: PrismaNames,
  tables: ReadonlyMap<string, PrismaTable>,
  hasForeignKeys: boolean,
): TablesBetween {
  const made: PrismaTable[] = [];
  const notAnalysed: NotAnalysed[] = [];
  for (const relation of manyToMany(names)) {
    const a = sideOf("A", relation.a, relation, names, tables);
    const b = sideOf("B", relation.b, relation, names, tables);
    if (a && b) made.push(tableOf(relation, [a, b], hasForeignKeys));
    else {
      const why = "one of the two models has no key of one column";
      notAnalysed.push({ what: `table ${relation.name}`, location: relation.field.location, why });
    }
  }
  return { tables: made, notAnalysed };
}

interface Side {
  readonly column: PrismaColumn;
  readonly key: PrismaForeignKey;
}

function tableOf(
  { name, field: { location } }: ManyToMany,
  sides: readonly Side[],
  hasForeignKeys: boolean,
): PrismaTable {
  const part = (column: string) => ({ column, order: "" }) as const;
  return {
    ...{ name, location, primaryKey: [], countsUp: false, isImplied: true, isWhole: true },
    columns: sides.map(({ column }) => column),
    foreignKeys: hasForeignKeys ? sides.map(({ key }) => key) : [],
    indexes: [
      { name: `${name}_AB_unique`, unique: true, parts: [part("A"), part("B")], location },
      { name: `${name}_B_index`, unique: false, parts: [part("B")], location },
    ],
  };
}

/** The column that holds the keys of one model; null where it has none, or one of several columns. */
function sideOf(
  name: "A" | "B",
  model: PrismaBlock,
  { name: table, field: { location } }: ManyToMany,
  names: PrismaNames,
  tables: ReadonlyMap<string, PrismaTable>,
): Side | null {
  const parent = tables.get(model.name);
  const [id, ...others] = names.columnsOf(model, names.keyOf(model)) ?? [];
  const column = parent?.columns.find((each) => each.name === id);
  if (!parent || !column || id === undefined || others.length > 0) return null;
  const actions = { onDelete: "CASCADE", onUpdate: "CASCADE" } as const;
  const own = { name: `${table}_${name}_fkey`, columns: [name], location };
  return {
    column: { ...column, name, location, default: null, notNull: true },
    key: { ...own, ...actions, parent: parent.name, parentColumns: [id] },
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
