import type { ts } from "ts-morph";
import { ColumnValue } from "./column-value.ts";
import { type Chunk, Name, Sql } from "./sql-value.ts";
import { TableValue } from "./table-value.ts";
import { type Call, Closure, method, Plain, Thing, Unread, type Value } from "./values.ts";

/** A column without its table before it. */
export class BareColumn extends Thing {
  readonly is = "a column";
  readonly column: ColumnValue;

  constructor(column: ColumnValue) {
    super();
    this.column = column;
  }

  override property(name: string, node: ts.Node): Value {
    return new Unread(`${name} of a column is not followed`, node);
  }
}

/** The clauses behind FROM in the order of SQL, each with the words before it and between its parts. */
const clauses = {
  leftJoin: " left join ",
  innerJoin: " inner join ",
  where: " where ",
  groupBy: " group by ",
  having: " having ",
  orderBy: " order by ",
  limit: " limit ",
  offset: " offset ",
} as const;

type ClauseName = keyof typeof clauses;
const order = Object.keys(clauses) as ClauseName[];
const joins: readonly ClauseName[] = ["leftJoin", "innerJoin"];

interface Clause {
  readonly name: ClauseName;
  readonly args: readonly Value[];
  readonly node: ts.Node;
}

/** A SELECT that the query builder of a view writes. */
export class Select extends Thing {
  readonly is = "a query";
  private readonly start: "select " | "select distinct ";
  private readonly fields: Plain | null;
  private readonly table: TableValue;
  private readonly said: readonly Clause[];

  constructor(start: Select["start"], fields: Plain | null, table: TableValue, said: readonly Clause[] = []) {
    super();
    this.start = start;
    this.fields = fields;
    this.table = table;
    this.said = said;
  }

  override property(name: string, node: ts.Node): Value {
    const clause = order.find((each) => each === name);
    if (!clause) return new Unread(`.${name}() of a query is not followed`, node);
    return method(
      name,
      ({ args, node: at }) =>
        new Select(this.start, this.fields, this.table, [...this.said, { name: clause, args, node: at }]),
    );
  }

  /** Its SQL as Drizzle writes it. */
  toSql(node: ts.Node): Sql | Unread {
    const isSingle = !this.said.some(({ name }) => joins.includes(name));
    if (!isSingle && this.fields === null)
      return new Unread("a query of several tables that names no columns is not followed", node);
    const fields = this.fields ?? this.table.asPlain();
    const chunks: Chunk[] = [this.start];
    for (const { value, node: at } of fields.members.values()) {
      const field = selected(value, isSingle, at);
      if (field instanceof Unread) return field;
      chunks.push(...(chunks.length > 1 ? [", "] : []), ...field);
    }
    const unread = fields.unread[0];
    if (unread) return unread;
    chunks.push(" from ", { value: this.table, node });
    // Joins stay in their order among themselves.
    const rank = ({ name }: Clause): number => (joins.includes(name) ? 0 : order.indexOf(name));
    for (const clause of [...this.said].sort((a, b) => rank(a) - rank(b))) {
      const written = clauseChunks(clause);
      if (written instanceof Unread) return written;
      chunks.push(...written);
    }
    return new Sql(chunks);
  }
}

function clauseChunks({ name, args, node }: Clause): Chunk[] | Unread {
  if (args.some((arg) => arg instanceof Closure || arg instanceof Plain))
    return new Unread(`what ${name} is given is not followed`, node);
  const [first, second] = args;
  if (joins.includes(name)) return [clauses[name], { value: first, node }, " on ", { value: second, node }];
  if (first === undefined) return [];
  const parts = Array.isArray(first) ? first : args;
  return [
    clauses[name],
    ...parts.flatMap((value, i): Chunk[] => [...(i === 0 ? [] : [", "]), { value, node }]),
  ];
}

/** A field of the selection. Of one table alone the columns stand without it. */
function selected(value: Value, isSingle: boolean, node: ts.Node): Chunk[] | Unread {
  if (value instanceof Unread) return value;
  if (value instanceof ColumnValue) {
    // Drizzle casts one that holds a bigint.
    if (value.config.kind === "numeric")
      return new Unread("how a numeric column is selected is not followed", node);
    return [{ value: isSingle ? new BareColumn(value) : value, node }];
  }
  if (!(value instanceof Sql)) return new Unread("what is selected there is not followed", node);
  const bare = value.chunks.map((chunk): Chunk => {
    const isColumn = typeof chunk !== "string" && isSingle && chunk.value instanceof ColumnValue;
    return isColumn ? { value: new BareColumn(chunk.value as ColumnValue), node: chunk.node } : chunk;
  });
  return [...bare, ...(value.alias === null ? [] : [" as ", { value: new Name(value.alias), node }])];
}

/** What `.as((qb) => …)` of a view is given. */
export function queryBuilder(node: ts.Node): Plain {
  const begins = (start: "select " | "select distinct "): Value =>
    method("select", ({ args: [fields] }: Call) => {
      if (fields instanceof Unread) return fields;
      const from = method("from", ({ args: [table], node: at }) =>
        table instanceof TableValue
          ? new Select(start, fields instanceof Plain ? fields : null, table)
          : new Unread("what it selects from is not followed", at),
      );
      return new Plain().set("from", from, node);
    });
  return new Plain()
    .set("select", begins("select "), node)
    .set("selectDistinct", begins("select distinct "), node);
}
