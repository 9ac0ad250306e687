import type { Location, NotAnalysed } from "../schema/location.ts";
import { defaultOf } from "./prisma-defaults.ts";
import type { PrismaColumn, PrismaIndex, PrismaTable } from "./prisma-described.ts";
import type { PrismaNames } from "./prisma-names.ts";
import {
  argument,
  attribute,
  mappedName,
  namedArgument,
  type PrismaAttribute,
  type PrismaBlock,
  type PrismaField,
  sortedFields,
  textOf,
} from "./prisma-syntax.ts";

/** A model's table without its foreign keys, and what of it is not known. */
export interface ReadTable {
  readonly table: PrismaTable;
  readonly notAnalysed: readonly NotAnalysed[];
}

/** Reads a model as Prisma Migrate does; what the client alone heeds, such as @ignore, does not count. */
export function describeTable(model: PrismaBlock, names: PrismaNames): ReadTable {
  return new Description(model, names).read();
}

class Description {
  private readonly model: PrismaBlock;
  private readonly names: PrismaNames;
  private readonly name: string;
  private readonly notAnalysed: NotAnalysed[] = [];
  private isWhole: boolean;

  constructor(model: PrismaBlock, names: PrismaNames) {
    this.model = model;
    this.names = names;
    this.name = mappedName(model);
    this.isWhole = !model.isBroken;
  }

  read(): ReadTable {
    const { model, name } = this;
    const columns = model.fields.flatMap((field) => this.column(field));
    const key = this.names.keyOf(model);
    const primaryKey = this.names.columnsOf(model, key);
    if (primaryKey === null)
      this.open(`primary key of ${name}`, model.location, "it names what is no column");
    const [one] = model.fields.filter((field) => key.includes(field.name));
    const stated = one && attribute(one, "default");
    const value = stated && argument(stated, "value");
    const countsUp = key.length === 1 && value?.kind === "call" && value.name === "autoincrement";
    const indexes = [...this.fieldIndexes(), ...this.modelIndexes()];
    const { isWhole, notAnalysed } = this;
    return {
      table: {
        ...{ name, location: model.location, columns, primaryKey: primaryKey ?? [], countsUp },
        ...{ foreignKeys: [], indexes, isImplied: false, isWhole },
      },
      notAnalysed,
    };
  }

  private column(field: PrismaField): PrismaColumn[] {
    const what = `column ${this.name}.${mappedName(field)}`;
    const type = this.names.typeOf(field);
    if (type === null) {
      if (!this.names.modelOf(field)) this.open(what, field.location, this.whyNoColumn(field));
      return [];
    }
    const enumOf = this.names.enumOf(field);
    if (enumOf?.isBroken) this.note(what, field.location, `the enum ${enumOf.name} could not be read whole`);
    const stated = defaultOf(field, enumOf);
    if (stated.why !== undefined) this.note(`default of ${what}`, field.location, stated.why);
    return [
      {
        name: mappedName(field),
        location: field.location,
        type: type.type,
        notNull: !field.isOptional,
        default: stated.sql,
        // A default of bytes is text to SQLite.
        accepts: type.accepts === "bytes" && stated.sql !== null ? undefined : type.accepts,
        values: enumOf && !enumOf.isBroken ? enumOf.fields.map(mappedName) : null,
      },
    ];
  }

  private whyNoColumn({ type, isList }: PrismaField): string {
    return isList ? "SQLite has no lists" : `its type ${type} is declared nowhere in the schema`;
  }

  private fieldIndexes(): PrismaIndex[] {
    return this.model.fields.flatMap((field) => {
      const stated = attribute(field, "unique");
      if (!stated) return [];
      const sort = namedArgument(stated, "sort");
      const parts = [{ field: field.name, sort: sort?.kind === "name" ? sort.text : null }];
      return this.index(stated, parts, textOf(namedArgument(stated, "map")));
    });
  }

  private modelIndexes(): PrismaIndex[] {
    return this.model.attributes.flatMap((stated) => {
      if (stated.name !== "unique" && stated.name !== "index") return [];
      // Of an index the name is that in the database, of a unique one that in the client.
      const name = stated.name === "index" ? textOf(namedArgument(stated, "name")) : null;
      return this.index(stated, sortedFields(stated), textOf(namedArgument(stated, "map")) ?? name);
    });
  }

  private index(
    { name, location }: PrismaAttribute,
    fields: ReturnType<typeof sortedFields>,
    map: string | null,
  ): PrismaIndex[] {
    const columns = this.names.columnsOf(this.model, fields?.map(({ field }) => field) ?? []);
    if (fields === null || columns === null || columns.length === 0) {
      this.open(`@@${name} of ${this.name}`, location, "it names what is no column of the model");
      return [];
    }
    const unique = name === "unique";
    const parts = columns.map((column, i) => ({ column, order: orderOf(fields[i]?.sort) }));
    const made = [this.name, ...columns, unique ? "key" : "idx"].join("_");
    return [{ name: map ?? made, unique, parts, location }];
  }

  private open(what: string, location: Location, why: string): void {
    this.isWhole = false;
    this.note(what, location, why);
  }

  private note(what: string, location: Location, why: string): void {
    this.notAnalysed.push({ what, location, why });
  }
}

function orderOf(sort: string | null | undefined): PrismaIndex["parts"][number]["order"] {
  return sort === "Desc" ? " DESC" : sort === "Asc" ? " ASC" : "";
}
