import fc from "fast-check";
import { columnAffinity } from "../../src/schema/affinity.ts";
import type { Column, Conflict } from "../../src/schema/column.ts";
import type { Check, ForeignKey, IndexPart, PrimaryKey, Unique } from "../../src/schema/constraint.ts";
import type { Table } from "../../src/schema/schema.ts";
import { Speller } from "./spelling.ts";
import {
  actions,
  collations,
  conditions,
  conflicts,
  defaults,
  expressions,
  names,
  strictTypes,
  types,
} from "./vocabulary.ts";

/** A constraint as text and as what it means. */
type Clause = { readonly sql: string } & (
  | { readonly kind: "check"; readonly means: Check }
  | { readonly kind: "unique"; readonly means: Unique }
  | { readonly kind: "foreign-key"; readonly means: ForeignKey }
  | { readonly kind: "primary-key"; readonly means: PrimaryKey }
);

interface WrittenColumn {
  readonly means: Column;
  readonly sql: string;
  readonly clauses: readonly Clause[];
}

/** What a CREATE TABLE means. */
type Meant = Omit<Table, "role" | "indexes">;

/** Any CREATE TABLE that SQLite takes, with what it means. */
export const anyTable: fc.Arbitrary<Meant> = fc
  .array(fc.nat(), { minLength: 50, maxLength: 800, size: "max" })
  .map((choices) => new Author(new Speller(choices)).table());

/** Writes one table. */
class Author {
  private readonly speller: Speller;
  private withoutRowid = false;
  private strict = false;
  private keyFollows = false;
  /** Keys written so far: SQLite keeps equal ones once. */
  private readonly keys = new Set<string>();

  constructor(speller: Speller) {
    this.speller = speller;
  }

  table(): Meant {
    const { speller } = this;
    this.withoutRowid = speller.chance(4);
    this.strict = speller.chance(4);
    const inlineKey = speller.chance(2);
    this.keyFollows = !inlineKey && (this.withoutRowid || speller.chance(2));
    const columns = speller
      .some(names, 1, 6)
      .map((name, i) => this.column(name, i === 0, i === 0 && inlineKey));
    const own = columns.flatMap(({ clauses }) => clauses);
    const table = [...(this.keyFollows ? [this.tableKey(columns)] : []), ...this.constraints(columns)];
    const clauses = [...own, ...table];
    const primaryKey = clauses.find((clause) => clause.kind === "primary-key")?.means ?? null;
    const name = speller.pick(names);
    const options = [
      ...(this.strict ? [speller.words("STRICT")] : []),
      ...(this.withoutRowid ? [speller.words("WITHOUT ROWID")] : []),
    ];
    const body = speller.list([...columns, ...table].map(({ sql }) => sql));
    return {
      name,
      sql: speller.join(speller.words("CREATE TABLE"), speller.name(name), body, options.join(" , ")),
      columns: columns.map(({ means }) => this.inKey(means, primaryKey)),
      primaryKey,
      foreignKeys: clauses.flatMap((clause) => (clause.kind === "foreign-key" ? [clause.means] : [])),
      uniques: clauses.flatMap((clause) => (clause.kind === "unique" ? [clause.means] : [])),
      checks: clauses.flatMap((clause) => (clause.kind === "check" ? [clause.means] : [])),
      strict: this.strict,
      withoutRowid: this.withoutRowid,
    };
  }

  /** A key of a WITHOUT ROWID or STRICT table refuses NULL, a rowid alias never does. */
  private inKey(column: Column, key: PrimaryKey | null): Column {
    if (!key?.columns.includes(column.name)) return column;
    if (key.rowidAlias) return { ...column, notNull: false };
    return { ...column, notNull: column.notNull || this.withoutRowid || this.strict };
  }

  private column(name: string, isFirst: boolean, isKey: boolean): WrittenColumn {
    const { speller } = this;
    const type = speller.pick(this.strict ? strictTypes : types);
    const isGenerated = !isFirst && speller.chance(5);
    const notNullConflict = speller.pick(conflicts);
    const means: Column = {
      name,
      // SQLite keeps its own spelling of the types it knows.
      type: type === "integer" ? "INTEGER" : type,
      affinity: columnAffinity(type, this.strict),
      notNull: speller.chance(3),
      notNullConflict: null,
      default: isGenerated || speller.chance(2) ? null : speller.pick(defaults),
      collation: speller.pick(collations),
      generated: isGenerated ? { expression: speller.pick(expressions), stored: speller.chance(2) } : null,
    };
    const column = means.notNull ? { ...means, notNullConflict } : means;
    const clauses = this.columnClauses(column, isKey);
    const facets = this.facets(column);
    const all = speller.some(
      [...facets, ...clauses.map(({ sql }) => sql)],
      facets.length + clauses.length,
      facets.length + clauses.length,
    );
    const ordered = [...clauses].sort((a, b) => all.indexOf(a.sql) - all.indexOf(b.sql));
    return { means: column, sql: speller.join(speller.name(name), type, ...all), clauses: ordered };
  }

  private facets(column: Column): string[] {
    const { speller } = this;
    const facets: string[] = [];
    if (column.notNull)
      facets.push(speller.join(speller.words("NOT NULL"), this.conflict(column.notNullConflict)));
    if (column.default !== null) facets.push(speller.join(speller.words("DEFAULT"), column.default));
    if (column.collation !== "BINARY")
      facets.push(speller.join(speller.words("COLLATE"), column.collation.toLowerCase()));
    if (column.generated) {
      const { expression, stored } = column.generated;
      facets.push(
        speller.join(speller.words("AS"), `( ${expression} )`, stored ? speller.words("STORED") : ""),
      );
    }
    return facets;
  }

  private columnClauses(column: Column, isKey: boolean): Clause[] {
    const { speller } = this;
    const clauses: Clause[] = [];
    if (isKey) clauses.push(this.columnKey(column));
    if (speller.chance(4)) clauses.push(this.check());
    if (!isKey && !this.keyFollows && speller.chance(4))
      clauses.push(...this.unique([this.part(column)], true));
    if (!column.generated && speller.chance(5)) clauses.push(this.foreignKey([column.name], true));
    return clauses;
  }

  private columnKey(column: Column): Clause {
    const { speller } = this;
    const descending = speller.chance(4);
    const isInteger = column.type.toUpperCase() === "INTEGER";
    const rowidAlias = isInteger && !descending && !this.withoutRowid;
    const autoincrement = rowidAlias && speller.chance(3);
    const means: PrimaryKey = {
      ...this.key([{ ...this.part(column), descending }], rowidAlias),
      autoincrement,
    };
    const order = descending ? "DESC" : speller.pick(["", "ASC"]);
    const sql = speller.join(
      this.constraint(means.name),
      speller.words("PRIMARY KEY"),
      speller.words(order),
      this.conflict(means.conflict),
      autoincrement ? speller.words("AUTOINCREMENT") : "",
    );
    return { kind: "primary-key", means, sql };
  }

  private tableKey(columns: readonly WrittenColumn[]): Clause {
    const { speller } = this;
    const usable = columns.filter(({ means }) => !means.generated).map(({ means }) => means);
    const chosen = speller.some(usable, 1, usable.length);
    const parts = chosen.map((column) => ({ ...this.part(column), descending: speller.chance(3) }));
    const rowidAlias =
      parts.length === 1 && chosen[0]?.type.toUpperCase() === "INTEGER" && !this.withoutRowid;
    const means = this.key(parts, rowidAlias);
    const sql = speller.join(
      this.constraint(means.name),
      speller.words("PRIMARY KEY"),
      this.partList(parts),
      this.conflict(means.conflict),
    );
    return { kind: "primary-key", means, sql };
  }

  private key(parts: readonly IndexPart[], rowidAlias: boolean): PrimaryKey {
    if (!rowidAlias) this.keys.add(JSON.stringify(parts.map(({ column, collation }) => [column, collation])));
    return {
      name: this.label(),
      columns: parts.map(({ column }) => column ?? ""),
      rowidAlias,
      autoincrement: false,
      descending: rowidAlias
        ? []
        : parts.flatMap(({ column, descending }) => (descending && column !== null ? [column] : [])),
      conflict: this.speller.pick(conflicts),
    };
  }

  private constraints(columns: readonly WrittenColumn[]): Clause[] {
    const { speller } = this;
    const all = columns.map(({ means }) => means);
    const clauses: Clause[] = [];
    if (speller.chance(3)) clauses.push(this.check());
    if (speller.chance(3)) {
      const parts = speller
        .some(all, 1, all.length)
        .map((column) => ({ ...this.part(column), descending: speller.chance(3) }));
      clauses.push(...this.unique(parts, false));
    }
    const own = all.filter(({ generated }) => !generated).map(({ name }) => name);
    if (own.length > 0 && speller.chance(3))
      clauses.push(this.foreignKey(speller.some(own, 1, own.length), false));
    if (speller.chance(4)) clauses.push(this.check());
    return clauses;
  }

  private check(): Clause {
    const means = { name: this.label(), expression: this.speller.pick(conditions) };
    const sql = this.speller.join(
      this.constraint(means.name),
      this.speller.words("CHECK"),
      `( ${means.expression}\n)`,
    );
    return { kind: "check", means, sql };
  }

  /** None when an equal key is there already: what SQLite makes of those is tested by itself. */
  private unique(parts: readonly IndexPart[], inline: boolean): Clause[] {
    const identity = JSON.stringify(parts.map(({ column, collation }) => [column, collation]));
    if (this.keys.has(identity)) return [];
    this.keys.add(identity);
    const means = { name: this.label(), columns: parts, conflict: this.speller.pick(conflicts) };
    const sql = this.speller.join(
      this.constraint(means.name),
      this.speller.words("UNIQUE"),
      inline ? "" : this.partList(parts),
      this.conflict(means.conflict),
    );
    return [{ kind: "unique", means, sql }];
  }

  private foreignKey(columns: readonly string[], inline: boolean): Clause {
    const { speller } = this;
    const means: ForeignKey = {
      name: this.label(),
      columns,
      parent: speller.pick(names),
      parentColumns: speller.chance(2) ? null : speller.some(names, columns.length, columns.length),
      onDelete: speller.pick(actions),
      onUpdate: speller.pick(actions),
      deferred: speller.chance(3),
    };
    const target = means.parentColumns
      ? speller.list(means.parentColumns.map((name) => speller.name(name)))
      : "";
    const onDelete = speller.words(`ON DELETE ${means.onDelete}`);
    const onUpdate = speller.words(`ON UPDATE ${means.onUpdate}`);
    const sql = speller.join(
      this.constraint(means.name),
      inline
        ? ""
        : speller.join(speller.words("FOREIGN KEY"), speller.list(columns.map((name) => speller.name(name)))),
      speller.words("REFERENCES"),
      speller.name(means.parent),
      target,
      ...speller.some([onDelete, onUpdate], 2, 2),
      means.deferred
        ? speller.words("DEFERRABLE INITIALLY DEFERRED")
        : speller.words(speller.pick(["", "NOT DEFERRABLE", "DEFERRABLE"])),
    );
    return { kind: "foreign-key", means, sql };
  }

  private part({ name, collation }: Column): IndexPart {
    return { column: name, expression: null, collation, descending: false };
  }

  private partList(parts: readonly IndexPart[]): string {
    const { speller } = this;
    return speller.list(
      parts.map(({ column, descending }) =>
        speller.join(speller.name(column ?? ""), speller.words(descending ? "DESC" : "")),
      ),
    );
  }

  private label(): string | null {
    return this.speller.chance(3) ? this.speller.pick(names) : null;
  }

  private constraint(name: string | null): string {
    return name === null ? "" : this.speller.join(this.speller.words("CONSTRAINT"), this.speller.name(name));
  }

  private conflict(conflict: Conflict): string {
    return conflict === null ? "" : this.speller.words(`ON CONFLICT ${conflict}`);
  }
}
