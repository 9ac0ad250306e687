import type { ts } from "ts-morph";
import type { NotAnalysed } from "../../schema/location.ts";
import type { Casing } from "./casing.ts";
import { defaultOf, generatedOf } from "./column-facets.ts";
import { ColumnValue } from "./column-value.ts";
import type {
  DescribedCheck,
  DescribedColumn,
  DescribedForeignKey,
  DescribedIndex,
  DescribedTable,
} from "./described.ts";
import { columnsOf, Extra } from "./extras.ts";
import { printSql } from "./print-sql.ts";
import { Sql } from "./sql-value.ts";
import type { TableValue } from "./table-value.ts";
import { Closure, Plain, type Reader, Unread, type Value } from "./values.ts";

/** Says of a table what drizzle-kit makes of it. What cannot be read is put among `notAnalysed`. */
export function describeTable(
  table: TableValue,
  reader: Reader,
  casing: Casing,
  notAnalysed: NotAnalysed[],
): DescribedTable {
  return new Description(table, reader, casing, notAnalysed).table();
}

class Description {
  private readonly subject: TableValue;
  private readonly reader: Reader;
  private readonly casing: Casing;
  private readonly notAnalysed: NotAnalysed[];
  private readonly foreignKeys: DescribedForeignKey[] = [];
  private readonly indexes: DescribedIndex[] = [];
  private readonly checks: DescribedCheck[] = [];
  private key: readonly string[] | null = null;
  private whole = true;

  constructor(table: TableValue, reader: Reader, casing: Casing, notAnalysed: NotAnalysed[]) {
    this.subject = table;
    this.reader = reader;
    this.casing = casing;
    this.notAnalysed = notAnalysed;
  }

  table(): DescribedTable {
    const { name, node } = this.subject;
    for (const unread of this.subject.unread) this.leave(`table ${name}`, unread);
    const columns = [...this.subject.columns.values()].map((column) => this.column(column));
    this.extras();
    const keyed = this.key;
    return {
      name,
      location: this.reader.program.locate(node),
      columns:
        keyed?.length === 1
          ? columns.map((column) => (column.name === keyed[0] ? { ...column, primaryKey: true } : column))
          : columns,
      primaryKey: keyed && keyed.length > 1 ? keyed : null,
      foreignKeys: this.foreignKeys,
      indexes: this.indexes,
      checks: this.checks,
      whole: this.whole,
    };
  }

  private column(column: ColumnValue): DescribedColumn {
    const { config } = column;
    const name = column.named(this.casing);
    const what = `column ${this.subject.name}.${name}`;
    for (const unread of config.unread) this.say(what, unread);
    if (config.unread.length > (config.type === null ? 1 : 0)) this.whole = false;
    const written = defaultOf(config, this.casing);
    const generated = generatedOf(config, this.reader, this.casing);
    if (written instanceof Unread) this.say(`the default of ${what}`, written);
    if (generated instanceof Unread) this.say(`the generated expression of ${what}`, generated);
    this.uniqueColumn(column);
    for (const reference of config.references) {
      const target = this.reader.call(reference.target, [], reference.node);
      this.foreignKey([column], columnsOf([target], reference.node), reference.actions, reference.node);
    }
    return {
      name,
      location: this.reader.program.locate(column.node),
      kind: config.kind,
      type: config.type,
      notNull: config.notNull,
      primaryKey: config.primaryKey,
      autoincrement: config.autoincrement,
      default: written instanceof Unread ? undefined : written,
      generated: generated instanceof Unread ? undefined : generated,
      values: config.values,
    };
  }

  private uniqueColumn(column: ColumnValue): void {
    const { unique, name } = column.config;
    if (!unique) return;
    this.indexes.push({
      name:
        typeof unique.name === "string" && unique.name !== ""
          ? unique.name
          : `${this.subject.name}_${name}_unique`,
      unique: true,
      parts: [{ column: column.named(this.casing) }],
      where: null,
      location: this.reader.program.locate(column.node),
    });
  }

  private foreignKey(
    columns: readonly ColumnValue[] | Unread,
    parents: readonly ColumnValue[] | Unread,
    actions: Value,
    node: ts.Node,
  ): void {
    const what = `a foreign key of ${this.subject.name}`;
    const onDelete = action(actions, "onDelete", node);
    const onUpdate = action(actions, "onUpdate", node);
    for (const part of [columns, parents, onDelete, onUpdate])
      if (part instanceof Unread) {
        this.leave(what, part);
        return;
      }
    if (columns instanceof Unread || parents instanceof Unread) return;
    if (onDelete instanceof Unread || onUpdate instanceof Unread) return;
    const [parent] = parents;
    if (!parent) return;
    this.foreignKeys.push({
      columns: columns.map((column) => column.named(this.casing)),
      parent: parent.table.name,
      parentColumns: parents.map((column) => column.named(this.casing)),
      onDelete,
      onUpdate,
      location: this.reader.program.locate(node),
    });
  }

  private extras(): void {
    const { extras, node } = this.subject;
    if (extras === undefined || extras === null) return;
    const given =
      extras instanceof Closure ? this.reader.call(extras, [this.subject.asPlain()], node) : extras;
    const list = Array.isArray(given)
      ? given.flat()
      : given instanceof Plain
        ? [...given.members.values()].map(({ value }) => value)
        : [given];
    const spread = given instanceof Plain ? given.unread : [];
    for (const extra of [...list, ...spread]) {
      if (extra instanceof Extra) this.extra(extra);
      else if (extra instanceof Unread)
        this.leave(`what table ${this.subject.name} has besides columns`, extra);
      else if (extra)
        this.leave(
          `what table ${this.subject.name} has besides columns`,
          new Unread("it is no index, key or check", node),
        );
    }
  }

  private extra(extra: Extra): void {
    const { kind, parts, node } = extra;
    const { name } = this.subject;
    switch (kind) {
      case "primary-key": {
        const columns = columnsOf(parts.columns, node);
        if (columns instanceof Unread) {
          this.leave(`the primary key of ${name}`, columns);
          return;
        }
        this.key = columns.map((column) => column.named(this.casing));
        return;
      }
      case "foreign-key": {
        const columns = columnsOf(parts.columns, node);
        const stated = new Plain()
          .set("onDelete", parts.onDelete, node)
          .set("onUpdate", parts.onUpdate, node);
        this.foreignKey(columns, columnsOf(parts.foreignColumns, node), stated, node);
        return;
      }
      case "unique":
        this.unique(extra);
        return;
      case "index":
        this.index(extra);
        return;
      case "check":
        this.check(extra);
        return;
    }
  }

  private unique({ parts, node }: Extra): void {
    const columns = columnsOf(parts.columns, node);
    if (columns instanceof Unread) {
      this.leave(`a unique constraint of ${this.subject.name}`, columns);
      return;
    }
    const own = [this.subject.name, ...columns.map(({ config }) => config.name), "unique"].join("_");
    this.indexes.push({
      name: typeof parts.name === "string" ? parts.name : own,
      unique: true,
      parts: columns.map((column) => ({ column: column.named(this.casing) })),
      where: null,
      location: this.reader.program.locate(node),
    });
  }

  private index({ parts: { name, columns, where, isUnique }, node }: Extra): void {
    const what = typeof name === "string" ? `index ${name}` : `an index of ${this.subject.name}`;
    if (name instanceof Unread) {
      this.leave(what, name);
      return;
    }
    const list = Array.isArray(columns) ? columns : [columns];
    const parts: DescribedIndex["parts"][number][] = [];
    for (const column of list) {
      const part =
        column instanceof ColumnValue ? { column: column.named(this.casing) } : this.sql(column, false, node);
      if (part instanceof Unread) {
        this.leave(what, part);
        return;
      }
      parts.push(typeof part === "string" ? { sql: part } : part);
    }
    const condition = where === undefined ? null : this.sql(where, true, node);
    if (condition instanceof Unread) {
      this.leave(what, condition);
      return;
    }
    this.indexes.push({
      name: typeof name === "string" ? name : "",
      unique: isUnique === true,
      parts,
      where: condition,
      location: this.reader.program.locate(node),
    });
  }

  private check({ parts: { name, condition }, node }: Extra): void {
    const what = typeof name === "string" ? `check ${name}` : `a check of ${this.subject.name}`;
    const expression = this.sql(condition, true, node);
    if (expression instanceof Unread) {
      this.leave(what, expression);
      return;
    }
    if (typeof name !== "string") {
      this.leave(what, new Unread("its name is not known", node));
      return;
    }
    this.checks.push({ name, expression, location: this.reader.program.locate(node) });
  }

  private sql(value: Value, qualified: boolean, node: ts.Node): string | Unread {
    if (value instanceof Sql) return printSql(value, { casing: this.casing, qualified });
    return value instanceof Unread ? value : new Unread("it is no SQL that is known", node);
  }

  /** Something of the table is not known: what the database has there is not unexpected. */
  private leave(what: string, unread: Unread): void {
    this.whole = false;
    this.say(what, unread);
  }

  private say(what: string, { why, node }: Unread): void {
    this.notAnalysed.push({ what, location: this.reader.program.locate(node), why });
  }
}

function action(actions: Value, name: "onDelete" | "onUpdate", node: ts.Node): string | Unread {
  if (actions === undefined || actions === null) return "no action";
  if (actions instanceof Unread) return actions;
  const stated = actions instanceof Plain ? actions.get(name) : new Unread("its actions are not known", node);
  if (stated === undefined || stated === null) return "no action";
  if (stated instanceof Unread) return stated;
  return typeof stated === "string" ? stated : new Unread("its actions are not known", node);
}
