import type { Written } from "./site.ts";

/** A way to call a database that says what its rows are. */
export interface CallForm {
  readonly name: string;
  readonly driver: "better-sqlite3" | "node:sqlite" | "sqlite" | "sqlite3" | "@libsql/client" | "bun:sqlite";
  readonly write: (written: Written) => string;
}

const withBetterSqlite3: Readonly<Record<string, CallForm["write"]>> = {
  "all() as rows": ({ number, sql, values, row }) =>
    `export const read${number} = () => db.prepare(${sql}).all(${values}) as ${row}[];`,
  "all() as an Array": ({ number, sql, values, row }) =>
    `export function read${number}() {\n  return db.prepare(${sql}).all(${values}) as Array<${row}>;\n}`,
  "all() as a readonly list": ({ number, sql, values, row }) =>
    `export const read${number} = () => db.prepare(${sql}).all(${values}) as readonly ${row}[];`,
  "get() as a row or undefined": ({ number, sql, values, row }) =>
    `export const read${number} = () => db.prepare(${sql}).get(${values}) as ${row} | undefined;`,
  "get() as a row, or null": ({ number, sql, values, row }) =>
    `export function read${number}(): unknown {\n  return (db.prepare(${sql}).get(${values}) as ${row} | undefined) ?? null;\n}`,
  "get() as unknown as a row": ({ number, sql, values, row }) =>
    `export const read${number} = () => db.prepare(${sql}).get(${values}) as unknown as ${row};`,
  "a cast in front": ({ number, sql, values, row }) =>
    `export const read${number} = () => <${row}[]>db.prepare(${sql}).all(${values});`,
  "prepare<unknown[], Row>().all()": ({ number, sql, values, row }) =>
    `export const read${number} = () => db.prepare<unknown[], ${row}>(${sql}).all(${values});`,
  "prepare<unknown[], Row>().get()": ({ number, sql, values, row }) =>
    `export const read${number} = () => db.prepare<unknown[], ${row}>(${sql}).get(${values});`,
  "prepare<[], Row> in a constant": ({ number, sql, values, row }) =>
    `const statement${number} = db.prepare<any[], ${row}>(${sql});\nexport const read${number} = () => statement${number}.all(${values});`,
  "an annotated variable": ({ number, sql, values, row }) =>
    `export function read${number}() {\n  const rows: ${row}[] = db.prepare(${sql}).all(${values}) as any;\n  return rows.length;\n}`,
  "an annotated variable of one row": ({ number, sql, values, row }) =>
    `export function read${number}() {\n  const row: ${row} | undefined = db.prepare(${sql}).get(${values}) as any;\n  return row ? 1 : 0;\n}`,
  "the type a function returns": ({ number, sql, values, row }) =>
    `export function read${number}(): ${row}[] {\n  return db.prepare(${sql}).all(${values}) as any[];\n}`,
  "the type an async function returns": ({ number, sql, values, row }) =>
    `export async function read${number}(): Promise<${row}[]> {\n  return db.prepare(${sql}).all(${values}) as any;\n}`,
  "the type an async function returns, one row": ({ number, sql, values, row }) =>
    `export async function read${number}(): Promise<${row} | undefined> {\n  const statement = db.prepare(${sql});\n  return statement.get(${values}) as any;\n}`,
  "the type of an arrow function": ({ number, sql, values, row }) =>
    `export const read${number} = (): ${row}[] => db.prepare(${sql}).all(${values}) as any[];`,
  "the type of a variable that is a function": ({ number, sql, values, row }) =>
    `export const read${number}: () => ${row}[] = () => db.prepare(${sql}).all(${values}) as any[];`,
  satisfies: ({ number, sql, values, row }) =>
    `export const read${number} = () => db.prepare<any, any>(${sql}).all(${values}) satisfies ${row}[];`,
  "for of iterate() as an iterator": ({ number, sql, values, row }) =>
    `export function read${number}() {\n  for (const row of db.prepare(${sql}).iterate(${values}) as IterableIterator<${row}>) console.log(row);\n}`,
  "for of iterate() of a typed statement": ({ number, sql, values, row }) =>
    `export function read${number}() {\n  const statement = db.prepare<any[], ${row}>(${sql});\n  for (const row of statement.iterate(${values})) console.log(row);\n}`,
  "for of a list that is cast": ({ number, sql, values, row }) =>
    `export function read${number}() {\n  for (const row of db.prepare(${sql}).all(${values}) as ${row}[]) console.log(row);\n}`,
  "each row cast in the loop": ({ number, sql, values, row }) =>
    `export function read${number}() {\n  for (const each of db.prepare(${sql}).all(${values})) {\n    const row = each as ${row};\n    console.log(row);\n  }\n}`,
  "statements in an object": ({ number, sql, values, row }) =>
    `const statements${number} = { list: db.prepare(${sql}) };\nexport const read${number} = () => statements${number}.list.all(${values}) as ${row}[];`,
  "typed statements in an object": ({ number, sql, values, row }) =>
    `const statements${number} = { one: db.prepare<any[], ${row}>(${sql}) } as const;\nexport const read${number} = () => statements${number}.one.get(${values});`,
  "a statement as a property of a class": ({ number, sql, values, row }) =>
    `export class Store${number} {\n  private readonly list = db.prepare(${sql});\n  read${number}(): ${row}[] {\n    return this.list.all(${values}) as ${row}[];\n  }\n}`,
  "a typed statement that a constructor prepares": ({ number, sql, values, row }) =>
    `export class Store${number} {\n  readonly #one: Statement<any[], ${row}>;\n  constructor(private readonly db: Database.Database) {\n    this.#one = this.db.prepare(${sql});\n  }\n  read${number}() {\n    return this.#one.get(${values});\n  }\n}`,
  "a typed statement prepared when it is needed": ({ number, sql, values, row }) =>
    `let later${number}: Statement<any[], ${row}> | undefined;\nexport function read${number}() {\n  later${number} ??= db.prepare<any[], ${row}>(${sql});\n  return later${number}.all(${values});\n}`,
  "a function that takes SQL and the type": ({ number, sql, values, row }) =>
    `export const read${number} = () => all<${row}>(${[sql, ...values]});`,
  "a function that takes SQL and gives one row": ({ number, sql, values, row }) =>
    `export const read${number} = () => one<${row}>(${[sql, ...values]});`,
  "an async function that takes SQL and the type": ({ number, sql, values, row }) =>
    `export async function read${number}() {\n  const rows = await later<${row}>(${[sql, `[${values}]`]});\n  return rows.length;\n}`,
  "a method that takes SQL and the type": ({ number, sql, values, row }) =>
    `export const read${number} = () => access.rows<${row}>(${[sql, ...values]});`,
  "SQL in a constant": ({ number, sql, values, row }) =>
    `const SQL_${number} = ${sql};\nexport const read${number} = () => db.prepare(SQL_${number}).all(${values}) as ${row}[];`,
  "SQL in an object of queries": ({ number, sql, values, row }) =>
    `const queries${number} = { rows: ${sql} } as const;\nexport const read${number} = () => db.prepare(queries${number}.rows).all(${values}) as ${row}[];`,
  "cast where it is returned": ({ number, sql, values, row }) =>
    `export function read${number}() {\n  const rows = db.prepare(${sql}).all(${values});\n  return rows as ${row}[];\n}`,
  "one row cast where it is returned": ({ number, sql, values, row }) =>
    `export function read${number}() {\n  const found = db.prepare(${sql}).get(${values});\n  if (!found) return null;\n  return found as ${row};\n}`,
  "the parameter of a callback": ({ number, sql, values, row }) =>
    `export const read${number} = () => (db.prepare(${sql}).all(${values}) as any[]).map((row: ${row}) => row);`,
  "a function that maps rows": ({ number, sql, values, row }) =>
    `function map${number}(row: ${row}) {\n  return { ...row };\n}\nexport const read${number} = () => (db.prepare(${sql}).all(${values}) as any[]).map(map${number});`,
  "cast in a callback": ({ number, sql, values, row }) =>
    `export const read${number} = () => db.prepare(${sql}).all(${values}).map((each) => ({ ...(each as ${row}) }));`,
  "the first of the rows": ({ number, sql, values, row }) =>
    `export const read${number} = () => (db.prepare(${sql}).all(${values}) as ${row}[])[0];`,
  "the first of the rows, cast": ({ number, sql, values, row }) =>
    `export const read${number} = () => db.prepare(${sql}).all(${values})[0] as ${row} | undefined;`,
  "the first of the rows, taken apart": ({ number, sql, values, row }) =>
    `export function read${number}() {\n  const [first] = db.prepare(${sql}).all(${values}) as ${row}[];\n  return first;\n}`,
  "inside a transaction": ({ number, sql, values, row }) =>
    `export const read${number} = db.transaction(() => db.prepare(${sql}).all(${values}) as ${row}[]);`,
  "in an object that is returned": ({ number, sql, values, row }) =>
    `export function read${number}() {\n  return { rows: db.prepare(${sql}).all(${values}) as ${row}[], at: 1 };\n}`,
  "a property of the object a function returns": ({ number, sql, values, row }) =>
    `export function read${number}(): { rows: ${row}[]; at: number } {\n  return { rows: db.prepare(${sql}).all(${values}) as any, at: 1 };\n}`,
  "an argument": ({ number, sql, values, row }) =>
    `function show${number}(rows: ${row}[]) {\n  console.log(rows);\n}\nexport const read${number} = () => show${number}(db.prepare(${sql}).all(${values}) as any);`,
  "an alias of the list": ({ number, sql, values, row }) =>
    `type List${number} = ${row}[];\nexport const read${number} = () => db.prepare(${sql}).all(${values}) as List${number};`,
  "with safe integers off and values bound": ({ number, sql, values, row }) =>
    `export const read${number} = () => db.prepare(${sql}).safeIntegers(false).all(${values}) as ${row}[];`,
  "a getter": ({ number, sql, values, row }) =>
    `export const page${number} = {\n  get read${number}() {\n    return db.prepare(${sql}).all(${values}) as ${row}[];\n  },\n};`,
  "a database handed over": ({ number, sql, values, row }) =>
    `export function read${number}(database: Database.Database): ${row}[] {\n  const statement = database.prepare(${sql});\n  const rows = statement.all(${values}) as ${row}[];\n  return rows;\n}`,
  "an assignment to a declared variable": ({ number, sql, values, row }) =>
    `export function read${number}() {\n  let rows: ${row}[] = [];\n  rows = db.prepare(${sql}).all(${values}) as any;\n  return rows;\n}`,
  "a property of a class that keeps rows": ({ number, sql, values, row }) =>
    `export class Cache${number} {\n  rows: ${row}[] = [];\n  read${number}() {\n    this.rows = db.prepare(${sql}).all(${values}) as any;\n  }\n}`,
  "prepared by a function of its own": ({ number, sql, values, row }) =>
    `const prepare${number} = () => db.prepare<any[], ${row}>(${sql});\nexport const read${number} = () => prepare${number}().all(${values});`,
};

const list = (values: readonly string[]): string => `[${values}]`;

const withOthers: readonly CallForm[] = [
  {
    name: "node:sqlite, all() as rows",
    driver: "node:sqlite",
    write: ({ number, sql, values, row }) =>
      `export const read${number} = () => db.prepare(${sql}).all(${values}) as unknown as ${row}[];`,
  },
  {
    name: "node:sqlite, get() as a row",
    driver: "node:sqlite",
    write: ({ number, sql, values, row }) =>
      `const statement${number} = db.prepare(${sql});\nexport function read${number}(): ${row} | undefined {\n  return statement${number}.get(${values}) as ${row} | undefined;\n}`,
  },
  {
    name: "node:sqlite, the rows by iteration",
    driver: "node:sqlite",
    write: ({ number, sql, values, row }) =>
      `export function* read${number}() {\n  for (const row of db.prepare(${sql}).iterate(${values}) as Iterable<${row}>) yield row;\n}`,
  },
  {
    name: "sqlite, all<Row[]>()",
    driver: "sqlite",
    write: ({ number, sql, values, row }) =>
      `export const read${number} = async () => (await db()).all<${row}[]>(${[sql, list(values)]});`,
  },
  {
    name: "sqlite, get<Row>()",
    driver: "sqlite",
    write: ({ number, sql, values, row }) =>
      `export async function read${number}() {\n  const connection = await db();\n  const row = await connection.get<${row}>(${[sql, ...values]});\n  return row;\n}`,
  },
  {
    name: "sqlite, a promise of rows",
    driver: "sqlite",
    write: ({ number, sql, values, row }) =>
      `export async function read${number}(): Promise<${row}[]> {\n  const connection = await db();\n  return connection.all(${[sql, list(values)]});\n}`,
  },
  {
    name: "sqlite, a prepared statement",
    driver: "sqlite",
    write: ({ number, sql, values, row }) =>
      `export async function read${number}() {\n  const statement = await (await db()).prepare(${sql});\n  return statement.all<${row}[]>(${values});\n}`,
  },
  {
    name: "sqlite3, the parameter of the callback",
    driver: "sqlite3",
    write: ({ number, sql, values, row }) =>
      `export function read${number}(done: (count: number) => void) {\n  db.all(${[sql, list(values)]}, (error: Error | null, rows: ${row}[]) => done(error ? 0 : rows.length));\n}`,
  },
  {
    name: "sqlite3, one row in the callback",
    driver: "sqlite3",
    write: ({ number, sql, values, row }) =>
      `export function read${number}() {\n  db.get(${[sql, ...values]}, function (error: Error | null, row: ${row} | undefined) {\n    console.log(error, row);\n  });\n}`,
  },
  {
    name: "sqlite3, each row in the callback",
    driver: "sqlite3",
    write: ({ number, sql, values, row }) =>
      `export function read${number}() {\n  db.each(${[sql, list(values)]}, (_error: Error | null, row: ${row}) => console.log(row));\n}`,
  },
  {
    name: "sqlite3, all<Row>()",
    driver: "sqlite3",
    write: ({ number, sql, values, row }) =>
      `export const read${number} = () => db.all<${row}>(${[sql, list(values)]}, (_error, rows) => console.log(rows));`,
  },
  {
    name: "sqlite3, cast in the callback",
    driver: "sqlite3",
    write: ({ number, sql, values, row }) =>
      `export const read${number} = () =>\n  new Promise<${row}[]>((resolve, reject) => {\n    db.all(${[sql, list(values)]}, (error, rows) => (error ? reject(error) : resolve(rows as ${row}[])));\n  });`,
  },
  {
    name: "libsql, the rows as rows",
    driver: "@libsql/client",
    write: ({ number, sql, values, row }) =>
      `export async function read${number}() {\n  return (await client.execute({ sql: ${sql}, args: ${argsText(values)} })).rows as unknown as ${row}[];\n}`,
  },
  {
    name: "libsql, the rows of a result",
    driver: "@libsql/client",
    write: ({ number, sql, values, row }) =>
      `export async function read${number}(): Promise<${row}[]> {\n  const result = await client.execute({ sql: ${sql}, args: ${argsText(values)} });\n  return result.rows as unknown as ${row}[];\n}`,
  },
  {
    name: "libsql, the rows taken apart",
    driver: "@libsql/client",
    write: ({ number, sql, values, row }) =>
      `export async function read${number}() {\n  const { rows } = await client.execute({ sql: ${sql}, args: ${argsText(values)} });\n  return rows[0] as unknown as ${row} | undefined;\n}`,
  },
  {
    name: "libsql, the first row",
    driver: "@libsql/client",
    write: ({ number, sql, values, row }) =>
      `export async function read${number}() {\n  const found = await client.execute({ sql: ${sql}, args: ${argsText(values)} });\n  const [first] = found.rows as unknown as ${row}[];\n  return first;\n}`,
  },
  {
    name: "bun, query<Row, Params>().all()",
    driver: "bun:sqlite",
    write: ({ number, sql, values, row }) =>
      `export const read${number} = () => db.query<${row}, any[]>(${sql}).all(${values});`,
  },
  {
    name: "bun, query<Row, Params>().get()",
    driver: "bun:sqlite",
    write: ({ number, sql, values, row }) =>
      `const query${number} = db.query<${row}, any[]>(${sql});\nexport const read${number} = () => query${number}.get(${values});`,
  },
  {
    name: "bun, query().all() as rows",
    driver: "bun:sqlite",
    write: ({ number, sql, values, row }) =>
      `export const read${number} = () => db.query(${sql}).all(${values}) as ${row}[];`,
  },
];

/** Named values are an object, values by place a list. */
function argsText(values: readonly string[]): string {
  const [only] = values;
  return values.length === 1 && only?.startsWith("{") ? only : `[${values}]`;
}

/** The ways to call. */
export const callForms: readonly CallForm[] = [
  ...Object.entries(withBetterSqlite3).map(([name, write]) => ({
    name,
    driver: "better-sqlite3" as const,
    write,
  })),
  ...withOthers,
];

/** What a file of calls begins with. */
export const openings: Readonly<Record<CallForm["driver"], string>> = {
  "better-sqlite3": `import Database, { type Statement } from "better-sqlite3";
const db = new Database("app.db");
db.pragma("journal_mode = WAL");
`,
  "node:sqlite": `import { DatabaseSync } from "node:sqlite";
const db = new DatabaseSync("app.db", { timeout: 5000 });
db.exec("PRAGMA journal_mode = WAL");
`,
  sqlite: `import { open } from "sqlite";
import sqlite3 from "sqlite3";
const db = () => open({ filename: "app.db", driver: sqlite3.Database });
`,
  sqlite3: `import sqlite3 from "sqlite3";
const db = new sqlite3.Database("app.db");
`,
  "@libsql/client": `import { createClient } from "@libsql/client";
const client = createClient({ url: "file:app.db" });
`,
  "bun:sqlite": `import { Database } from "bun:sqlite";
const db = new Database("app.db");
`,
};

/** Functions that hand SQL on, by the name they are called by. */
export const handingOn: Readonly<Record<string, string>> = {
  all: `export function all<T>(sql: string, ...params: unknown[]): T[] {
  return db.prepare(sql).all(...params) as T[];
}`,
  one: `export function one<T>(sql: string, ...params: unknown[]): T | undefined {
  const row = db.prepare(sql).get(...params);
  return row as T | undefined;
}`,
  later: `export async function later<T = unknown>(sql: string, params: readonly unknown[] = []): Promise<T[]> {
  return db.prepare(sql).all(...params) as T[];
}`,
  access: `class Access {
  constructor(private readonly database: Database.Database) {}
  rows<T>(sql: string, ...params: unknown[]): T[] {
    return this.database.prepare<unknown[], T>(sql).all(...params);
  }
}
export const access = new Access(db);`,
};
