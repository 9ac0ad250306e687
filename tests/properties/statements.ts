/** A SELECT over some tables, made of choices. */
export interface Statement {
  readonly schema: string;
  readonly sql: string;
  /** How many columns it returns. */
  readonly width: number;
}

/** Takes the next choice: a number below `end`; 0, the plainest, when all are used up. */
type Choose = (end: number) => number;

interface Column {
  readonly sql: string;
}

interface Source {
  readonly sql: string;
  readonly columns: readonly Column[];
}

const types = ["INTEGER", "TEXT", "REAL", "BLOB", "INT", "VARCHAR(9)"];
const strictTypes = ["INTEGER", "TEXT", "REAL", "BLOB", "INT", "ANY"];
const literals = ["1", "0", "'a'", "NULL", "2.5", "x'61'", "'12'", "-3", "TRUE"];
const comparisons = ["=", "<>", "<", ">=", "IS", "IS NOT", "LIKE"];
const operators = ["+", "-", "*", "/", "%", "||", "AND", "OR", ...comparisons];
const windows = [
  "()",
  "(ORDER BY 1)",
  "(ORDER BY 1 ROWS BETWEEN 1 PRECEDING AND CURRENT ROW)",
  "(ORDER BY 1 ROWS BETWEEN 2 PRECEDING AND 1 PRECEDING)",
  "(ORDER BY 1 ROWS BETWEEN CURRENT ROW AND 1 FOLLOWING EXCLUDE CURRENT ROW)",
  "(ORDER BY 1 ROWS 1 PRECEDING)",
  "(ORDER BY 1 GROUPS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING)",
];

/** The same choices make the same statement; fewer and smaller ones make a plainer one. */
export function statementFrom(choices: readonly number[]): Statement {
  let at = 0;
  const choose: Choose = (end) => (choices[at++] ?? 0) % end;
  return new Writer(choose).statement();
}

class Writer {
  private readonly choose: Choose;
  private readonly tables: { name: string; columns: readonly string[] }[] = [];
  private readonly ctes: { name: string; columns: readonly string[] }[] = [];
  private aliases = 0;

  constructor(choose: Choose) {
    this.choose = choose;
  }

  statement(): Statement {
    const schema = ["authors", "books", "loans"].map((name, i) => this.table(name, i)).join("\n");
    const width = 1 + this.choose(3);
    const ctes = Array.from({ length: this.choose(3) }, (_, i) => this.cte(`c${i}`));
    const view = this.choose(4) === 1 ? this.view() : "";
    const query = this.query(width, [], 2);
    const recursive = ctes.some((text) => text.includes("/* recursive */")) ? "RECURSIVE " : "";
    const sql = `${ctes.length > 0 ? `WITH ${recursive}${ctes.join(", ")} ` : ""}${query}`;
    return { schema: `${schema}\n${view}`, sql, width };
  }

  private table(name: string, place: number): string {
    const strict = this.choose(3) === 1;
    const key = this.choose(5);
    const withoutRowid = key > 1 && this.choose(3) === 1;
    const known = strict ? strictTypes : types;
    const column = (own: string): string =>
      `${own} ${this.one(known)}${this.choose(3) === 1 ? " NOT NULL" : ""}`;
    const parent = this.tables[place - 1]?.name;
    const columns = [
      key === 0
        ? "id INTEGER PRIMARY KEY"
        : key === 1
          ? "id INTEGER"
          : key === 2
            ? "id TEXT PRIMARY KEY"
            : column("id"),
      column("n"),
      `${column("t")}${parent && this.choose(2) === 1 ? ` REFERENCES ${parent} (id)` : ""}`,
      column(`own${place}`),
    ];
    if (this.choose(4) === 1)
      columns.push(
        `made INTEGER AS (${this.one(["length(t)", "n IS NULL", "coalesce(length(n), 0)"])}) ${this.one(["VIRTUAL", "STORED"])}`,
      );
    if (key === 3) columns.push("PRIMARY KEY (id, n)");
    if (key === 4) columns.push("PRIMARY KEY (id)");
    const made = columns.some((text) => text.startsWith("made"));
    this.tables.push({ name, columns: ["id", "n", "t", `own${place}`, ...(made ? ["made"] : [])] });
    const options = [...(withoutRowid ? ["WITHOUT ROWID"] : []), ...(strict ? ["STRICT"] : [])].join(", ");
    return `CREATE TABLE ${name} (${columns.join(", ")}) ${options};`;
  }

  private view(): string {
    const width = 2;
    const select = this.select(width, [], 1);
    this.tables.push({ name: "shown", columns: ["v0", "v1"] });
    return `CREATE VIEW shown (v0, v1) AS ${select};`;
  }

  private cte(name: string): string {
    const width = 2;
    const columns = Array.from({ length: width }, (_, i) => `${name}k${i}`);
    if (this.choose(4) === 1) {
      const first = this.select(width, [], 1);
      const next = `SELECT ${columns[0]}, ${this.expression([{ sql: `${name}.${columns[1]}` }], 1)} FROM ${name} LIMIT 4`;
      this.ctes.push({ name, columns });
      return `${name} (${columns.join(", ")}) AS (/* recursive */ ${first} ${this.one(["UNION", "UNION ALL"])} ${next})`;
    }
    const query = this.query(width, [], 1);
    this.ctes.push({ name, columns });
    return `${name} (${columns.join(", ")}) AS (${query})`;
  }

  /** A query of some columns, called k0, k1, … */
  private query(width: number, outer: readonly Column[], depth: number): string {
    const selects = [this.select(width, outer, depth)];
    while (this.choose(5) === 1 && selects.length < 3)
      selects.push(
        this.one(["UNION", "UNION ALL", "INTERSECT", "EXCEPT"]),
        this.select(width, outer, depth - 1),
      );
    const limit = this.choose(6);
    return `${selects.join(" ")}${limit === 1 ? " LIMIT 3" : limit === 2 ? " LIMIT 2 OFFSET 1" : ""}`;
  }

  private select(width: number, outer: readonly Column[], depth: number): string {
    const shape = this.choose(6);
    if (shape === 5 && depth < 2)
      return `VALUES (${Array.from({ length: width }, () => this.expression(outer, 0)).join(", ")})`;
    const { sql: from, columns } = this.source(depth);
    const scope = [...columns, ...outer];
    const where = this.choose(2) === 1 ? ` WHERE ${this.condition(scope, depth)}` : "";
    const grouped = shape === 1 || shape === 2;
    const groupBy = grouped ? Array.from({ length: 1 + this.choose(2) }, () => this.one(columns).sql) : [];
    const aggregated = grouped || shape === 3;
    const value = (): string => {
      if (aggregated && this.choose(2) === 0) return this.aggregate(columns, depth);
      if (grouped && this.choose(2) === 0) return this.one(groupBy);
      return !aggregated && this.choose(6) === 5 ? this.window(scope, depth) : this.expression(scope, depth);
    };
    const values = Array.from({ length: width }, value);
    const outputs = values.map((text, i) => `${text} AS k${i}`).join(", ");
    const having =
      grouped && this.choose(3) === 1
        ? ` HAVING ${this.one([...values.filter((text) => !text.includes("OVER")), this.aggregate(columns, 0)])} ${this.one(["> 0", "IS NOT NULL", "= 'a'", "IS NULL", "< 3 AND 1"])}`
        : "";
    const group = grouped ? ` GROUP BY ${groupBy.join(", ")}` : "";
    return `SELECT ${this.choose(7) === 1 ? "DISTINCT " : ""}${outputs} FROM ${from}${where}${group}${having}`;
  }

  private source(depth: number): Source {
    let joined = this.item(depth);
    for (let more = this.choose(3); more > 0; more--) joined = this.join(joined, depth);
    return joined;
  }

  private join(left: Source, depth: number): Source {
    const kind = this.one([
      "JOIN",
      "LEFT JOIN",
      "RIGHT JOIN",
      "FULL JOIN",
      "CROSS JOIN",
      "NATURAL LEFT JOIN",
      "NATURAL JOIN",
      "NATURAL FULL JOIN",
    ]);
    const isNested = depth > 0 && this.choose(5) === 1;
    const item = isNested ? this.join(this.item(0), 0) : this.item(depth);
    const right = isNested ? { ...item, sql: `(${item.sql})` } : item;
    const columns = [...left.columns, ...right.columns];
    const isPlain = kind.startsWith("NATURAL") || kind.startsWith("CROSS");
    const on = isPlain ? "" : ` ON ${this.condition(columns, depth - 1)}`;
    return { sql: `${left.sql} ${kind} ${right.sql}${on}`, columns };
  }

  private item(depth: number): Source {
    const alias = `s${this.aliases++}`;
    if (depth > 0 && this.choose(5) === 4) {
      const query = this.query(2, [], depth - 1);
      return { sql: `(${query}) AS ${alias}`, columns: [0, 1].map((i) => ({ sql: `${alias}.k${i}` })) };
    }
    const { name, columns } = this.one([...this.tables, ...this.ctes]);
    return { sql: `${name} AS ${alias}`, columns: columns.map((own) => ({ sql: `${alias}.${own}` })) };
  }

  private condition(scope: readonly Column[], depth: number): string {
    const { sql } = this.one(scope.length > 0 ? scope : [{ sql: "1" }]);
    switch (this.choose(9)) {
      case 0:
        return `${sql} ${this.one(comparisons)} ${this.operand(scope, depth)}`;
      case 1:
        return `${sql} IS NOT NULL`;
      case 2:
        return `(${this.condition(scope, depth - 1)} AND ${this.condition(scope, depth - 1)})`;
      case 3:
        return `(${this.condition(scope, depth - 1)} OR ${this.condition(scope, depth - 1)})`;
      case 4:
        return `NOT (${this.condition(scope, depth - 1)})`;
      case 5:
        return `${sql} ${this.one(["", "NOT "])}IN (${this.operand(scope, depth)}, ${this.one(literals)})`;
      case 6:
        return `${sql} ${this.one(["", "NOT "])}BETWEEN ${this.operand(scope, depth)} AND ${this.one(literals)}`;
      case 7:
        return depth > 0
          ? `${sql} ${this.one(["", "NOT "])}IN (${this.select(1, scope, depth - 1)})`
          : `${sql} IS NULL`;
      default:
        return this.expression(scope, depth);
    }
  }

  private operand(scope: readonly Column[], depth: number): string {
    return depth > 0 && this.choose(3) === 2 ? this.expression(scope, depth - 1) : this.leaf(scope);
  }

  private leaf(scope: readonly Column[]): string {
    return scope.length === 0 || this.choose(3) === 2 ? this.one(literals) : this.one(scope).sql;
  }

  private expression(scope: readonly Column[], depth: number): string {
    if (depth <= 0) return this.leaf(scope);
    const inner = (): string => this.expression(scope, depth - 1);
    switch (this.choose(12)) {
      case 1:
        return `(${inner()} ${this.one(operators)} ${inner()})`;
      case 2:
        return `CASE WHEN ${this.condition(scope, depth - 1)} THEN ${inner()}${this.choose(2) === 1 ? ` WHEN ${this.condition(scope, depth - 1)} THEN ${inner()}` : ""}${this.choose(3) > 0 ? ` ELSE ${inner()}` : ""} END`;
      case 3:
        return `CASE ${inner()} WHEN ${inner()} THEN ${inner()} ELSE ${inner()} END`;
      case 4:
        return `${this.one(["coalesce", "ifnull", "nullif", "min", "max", "instr", "concat", "concat_ws", "json_array"])}(${inner()}, ${inner()})`;
      case 5:
        return `${this.one(["abs", "round", "length", "lower", "trim", "typeof", "hex", "quote", "sign", "unicode", "likely", "date", "json_quote", "sqrt", "ceil"])}(${inner()})`;
      case 6:
        return `${this.one(["iif", "replace", "substr"])}(${inner()}, ${inner()}, ${inner()})`;
      case 7:
        return `CAST(${inner()} AS ${this.one(["INTEGER", "TEXT", "REAL", "BLOB", "NUMERIC"])})`;
      case 8:
        return `(${this.query(1, scope, depth - 1)})`;
      case 9:
        return `(${this.condition(scope, depth - 1)})`;
      case 10:
        return this.one([
          `(NOT ${inner()})`,
          `(- ${inner()})`,
          `(+ ${inner()})`,
          `(~ ${inner()})`,
          `EXISTS (${this.select(1, scope, depth - 1)})`,
        ]);
      case 11:
        return this.one([
          `printf('%s', ${inner()})`,
          `date('now', '+1 day')`,
          `strftime('%Y', ${inner()})`,
          `(${inner()} COLLATE NOCASE)`,
        ]);
      default:
        return this.leaf(scope);
    }
  }

  private aggregate(columns: readonly Column[], depth: number): string {
    const name = this.one(["count", "sum", "min", "max", "avg", "total", "group_concat", "json_group_array"]);
    const distinct = this.choose(8) === 1 ? "DISTINCT " : "";
    const filter = this.choose(6) === 1 ? ` FILTER (WHERE ${this.condition(columns, 0)})` : "";
    return `${name}(${distinct}${this.expression(columns, Math.min(depth, 1))})${filter}`;
  }

  private window(columns: readonly Column[], depth: number): string {
    const value = this.expression(columns, Math.min(depth, 1) - 1);
    const call = this.one([
      `row_number()`,
      `sum(${value})`,
      `max(${value})`,
      `first_value(${value})`,
      `last_value(${value})`,
      `lag(${value})`,
      `lead(${value}, 1, ${this.one(literals)})`,
      `nth_value(${value}, 2)`,
      `ntile(2)`,
      `cume_dist()`,
      `count(${value})`,
      `group_concat(${value})`,
    ]);
    return `${call} OVER ${this.one(windows)}`;
  }

  private one<T>(items: readonly T[]): T {
    const item = items[this.choose(items.length)];
    if (item === undefined) throw new Error("nothing to choose from");
    return item;
  }
}
