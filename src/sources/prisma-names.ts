import type { ValueType } from "../schema/declared.ts";
import { attribute, mappedName, type PrismaBlock, type PrismaField, sortedFields } from "./prisma-syntax.ts";

/** The type a field has in the database, and what the code gets of it. */
export interface PrismaType {
  readonly type: string;
  readonly accepts?: ValueType;
}

/** https://www.prisma.io/docs/orm/overview/databases/sqlite#type-mapping-between-sqlite-to-prisma-schema */
const scalars: ReadonlyMap<string, PrismaType> = new Map<string, PrismaType>([
  ["String", { type: "TEXT", accepts: "string" }],
  ["Boolean", { type: "BOOLEAN", accepts: "boolean" }],
  ["Int", { type: "INTEGER", accepts: "number" }],
  ["BigInt", { type: "BIGINT", accepts: "bigint" }],
  ["Float", { type: "REAL", accepts: "number" }],
  ["Decimal", { type: "DECIMAL" }],
  ["DateTime", { type: "DATETIME", accepts: "date" }],
  ["Bytes", { type: "BLOB", accepts: "bytes" }],
  ["Json", { type: "JSONB", accepts: "json" }],
]);

/** What the names in a schema stand for, wherever in its files they are declared. */
export class PrismaNames {
  readonly models: ReadonlyMap<string, PrismaBlock>;
  private readonly enums: ReadonlyMap<string, PrismaBlock>;

  constructor(blocks: readonly PrismaBlock[]) {
    const named = (kind: PrismaBlock["kind"]): Map<string, PrismaBlock> =>
      new Map(blocks.filter((block) => block.kind === kind).map((block) => [block.name, block]));
    this.models = named("model");
    this.enums = named("enum");
  }

  enumOf(field: PrismaField): PrismaBlock | undefined {
    return this.enums.get(field.type);
  }

  /** The model that a field of a relation speaks of. */
  modelOf(field: PrismaField): PrismaBlock | undefined {
    return this.models.get(field.type);
  }

  /** null for a field that is no column. */
  typeOf(field: PrismaField): PrismaType | null {
    if (field.isList) return null;
    if (field.unsupported !== null) return { type: field.unsupported };
    return this.enumOf(field) ? { type: "TEXT" } : (scalars.get(field.type) ?? null);
  }

  /** The columns of these fields; null when one of them is none. */
  columnsOf(model: PrismaBlock, names: readonly string[]): string[] | null {
    const fields = names.map((name) => model.fields.find((field) => field.name === name));
    const columns = fields.flatMap((field) => (field && this.typeOf(field) ? [mappedName(field)] : []));
    return columns.length === names.length ? columns : null;
  }

  /** The fields of a model's key; none where it has no key. */
  keyOf(model: PrismaBlock): readonly string[] {
    const whole = attribute(model, "id");
    const one = model.fields.find((field) => attribute(field, "id"));
    return whole ? (sortedFields(whole) ?? []).map(({ field }) => field) : one ? [one.name] : [];
  }
}
