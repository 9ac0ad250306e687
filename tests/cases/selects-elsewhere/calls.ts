/** What a call is written with, each part as TypeScript. */
export interface Parts {
  readonly sql: string;
  /** The values handed over, each with a comma before it. */
  readonly values: readonly string[];
  readonly row: string;
}

/** A way to write a statement and say what its rows are, beginning with the imports. */
export type Call = (parts: Parts) => string;

const better =
  'import Database from "better-sqlite3";\nconst db = new Database("app.db");\ndb.pragma("journal_mode = WAL");\n';
const node = 'import { DatabaseSync } from "node:sqlite";\nconst db = new DatabaseSync("app.db");\n';
const libsql =
  'import { createClient } from "@libsql/client";\nconst client = createClient({ url: "file:app.db" });\n';
const promised =
  'import sqlite3 from "sqlite3";\nimport { open } from "sqlite";\nconst opened = open({ filename: "app.db", driver: sqlite3.Database });\n';
const callbacks = 'import sqlite3 from "sqlite3";\nconst db = new sqlite3.Database("app.db");\n';
const bun = 'import { Database } from "bun:sqlite";\nconst db = new Database("app.db");\n';

const list = (values: readonly string[]): string => values.join(", ");
const after = (values: readonly string[]): string => values.map((value) => `, ${value}`).join("");
const args = (values: readonly string[]): string =>
  values.length === 1 && values[0]?.startsWith("{") ? values[0] : `[${list(values)}]`;

/** The calls by name. Each fits any statement that returns rows. */
export const calls: Readonly<Record<string, Call>> = {
  "cast of all": ({ sql, values, row }) =>
    `${better}export function list() {\n  return db.prepare(${sql}).all(${list(values)}) as ${row}[];\n}`,
  "generic of prepare": ({ sql, values, row }) =>
    `${better}export const list = () => db.prepare<unknown[], ${row}>(${sql}).all(${list(values)});`,
  "annotated variable": ({ sql, values, row }) =>
    `${better}export function list() {\n  const rows: ${row}[] = db.prepare(${sql}).all(${list(values)}) as any;\n  return rows.length;\n}`,
  "one or undefined": ({ sql, values, row }) =>
    `${better}export function one() {\n  const found = db.prepare(${sql}).get(${list(values)}) as ${row} | undefined;\n  if (!found) throw new Error("none");\n  return found;\n}`,
  "one or null": ({ sql, values, row }) =>
    `${better}export const one = (): ${row} | null => (db.prepare(${sql}).get(${list(values)}) as ${row} | undefined) ?? null;`,
  "loop over an iterator": ({ sql, values, row }) =>
    `${better}export function walk(see: (row: unknown) => void) {\n  for (const row of db.prepare(${sql}).iterate(${list(values)}) as IterableIterator<${row}>) see(row);\n}`,
  "statement in a variable": ({ sql, values, row }) =>
    `${better}export function list(): Array<${row}> {\n  const statement = db.prepare(${sql});\n  const rows = statement.all(${list(values)});\n  return rows as ${row}[];\n}`,
  "statement of a class": ({ sql, values, row }) =>
    `${better}export class Store {\n  private readonly find = db.prepare(${sql});\n\n  list(): ${row}[] {\n    return this.find.all(${list(values)}) as ${row}[];\n  }\n}`,
  "typed statement of a class": ({ sql, values, row }) =>
    `${better}export class Store {\n  readonly #find: Database.Statement<unknown[], ${row}>;\n\n  constructor(own: Database.Database) {\n    this.#find = own.prepare<unknown[], ${row}>(${sql});\n  }\n\n  list() {\n    return this.#find.all(${list(values)});\n  }\n}`,
  "generic function of many": ({ sql, values, row }) =>
    `${better}function many<T>(sql: string, ...values: unknown[]): T[] {\n  return db.prepare(sql).all(...values) as T[];\n}\nexport const list = () => many<${row}>(${sql}${after(values)});`,
  "generic function of one": ({ sql, values, row }) =>
    `${better}const one = <T>(sql: string, values: unknown[] = []): T | undefined => db.prepare(sql).get(...values) as T | undefined;\nexport const first = () => one<${row}>(${sql}, [${list(values)}]);`,
  "generic prepare of a function": ({ sql, values, row }) =>
    `${better}const statement = <R>(sql: string) => db.prepare<unknown[], R>(sql);\nexport const list = () => statement<${row}>(${sql}).all(${list(values)});`,
  "satisfies after a cast": ({ sql, values, row }) =>
    `${better}export const list = () => (db.prepare(${sql}).all(${list(values)}) as ${row}[]) satisfies readonly ${row}[];`,
  "first of a list": ({ sql, values, row }) =>
    `${better}export function first() {\n  const [row] = db.prepare(${sql}).all(${list(values)}) as ${row}[];\n  return row;\n}`,
  "cast in a map": ({ sql, values, row }) =>
    `${better}export const list = () => db.prepare(${sql}).all(${list(values)}).map((row) => row as ${row});`,
  "typed parameter of a map": ({ sql, values, row }) =>
    `${better}export const list = () => (db.prepare(${sql}).all(${list(values)}) as any[]).map((row: ${row}) => ({ ...row }));`,
  "angle brackets": ({ sql, values, row }) =>
    `${better}export const list = () => <${row}[]>db.prepare(${sql}).all(${list(values)});`,
  "function type": ({ sql, values, row }) =>
    `${better}type Find = () => ${row} | undefined;\nexport const find: Find = () => db.prepare(${sql}).get(${list(values)}) as any;`,
  "text in a constant": ({ sql, values, row }) =>
    `${better}const TEXT = ${sql};\nexport function list() {\n  return db.prepare(TEXT).all(${list(values)}) as readonly ${row}[];\n}`,
  "text in an object": ({ sql, values, row }) =>
    `${better}const texts = { list: ${sql}, limit: 10 } as const;\nexport const list = () => db.prepare(texts.list).all(${list(values)}) as ReadonlyArray<${row}>;`,
  "statements in an object": ({ sql, values, row }) =>
    `${better}const statements = { list: db.prepare(${sql}) };\nexport const list = (): ${row}[] => statements.list.all(${list(values)}) as ${row}[];`,
  generator: ({ sql, values, row }) =>
    `${better}export function* walk(): Generator<${row}> {\n  yield* db.prepare(${sql}).iterate(${list(values)}) as IterableIterator<${row}>;\n}`,
  "assigned later": ({ sql, values, row }) =>
    `${better}export function list() {\n  let rows: ${row}[] = [];\n  rows = db.prepare(${sql}).all(${list(values)}) as any;\n  return rows;\n}`,
  "handed to a function": ({ sql, values, row }) =>
    `${better}function show(rows: ${row}[]): number {\n  return rows.length;\n}\nexport const shown = () => show(db.prepare(${sql}).all(${list(values)}) as any);`,
  "in a transaction": ({ sql, values, row }) =>
    `${better}export const list = db.transaction(() => db.prepare(${sql}).all(${list(values)}) as ${row}[]);`,
  "by way of unknown": ({ sql, values, row }) =>
    `${better}export function list(): ${row}[] {\n  const rows = db.prepare(${sql}).all(${list(values)}) as unknown as ${row}[];\n  return rows.filter(Boolean);\n}`,
  "names taken out": ({ sql, values, row }) =>
    `${better}export function one() {\n  const { ...rest } = db.prepare(${sql}).get(${list(values)}) as ${row};\n  return rest;\n}`,
  "promise of an async function": ({ sql, values, row }) =>
    `${better}export async function list(): Promise<${row}[]> {\n  return db.prepare(${sql}).all(${list(values)}) as any;\n}`,
  "property of an object": ({ sql, values, row }) =>
    `${better}export const page = (): { rows: ${row}[]; total: number } => ({ rows: db.prepare(${sql}).all(${list(values)}) as any, total: 1 });`,
  "method with bind": ({ sql, values, row }) =>
    `${better}export const list = () => db.prepare(${sql})${values.length > 0 ? `.bind(${list(values)})` : ""}.all() as ${row}[];`,
  "base class": ({ sql, values, row }) =>
    `${better}abstract class Repository<T> {\n  protected many(sql: string, ...values: unknown[]): T[] {\n    return db.prepare(sql).all(...values) as T[];\n  }\n}\nexport class Rows extends Repository<${row}> {\n  list() {\n    return this.many(${sql}${after(values)});\n  }\n}`,
  "static method": ({ sql, values, row }) =>
    `${better}export class Rows {\n  static list(): ${row}[] {\n    return db.prepare(${sql}).all(${list(values)}) as ${row}[];\n  }\n}`,
  "condition around": ({ sql, values, row }) =>
    `${better}export const list = (wanted: boolean) => (wanted ? (db.prepare(${sql}).all(${list(values)}) as ${row}[]) : []);`,
  "returned from a branch": ({ sql, values, row }) =>
    `${better}export function one(wanted: boolean): ${row} | undefined {\n  if (wanted) {\n    const row = db.prepare(${sql}).get(${list(values)});\n    return row as ${row};\n  }\n  return undefined;\n}`,
  "node: cast": ({ sql, values, row }) =>
    `${node}export const list = () => db.prepare(${sql}).all(${list(values)}) as unknown as ${row}[];`,
  "node: one": ({ sql, values, row }) =>
    `${node}export function one(): ${row} | undefined {\n  return db.prepare(${sql}).get(${list(values)}) as ${row} | undefined;\n}`,
  "libsql: rows": ({ sql, values, row }) =>
    `${libsql}export async function list() {\n  const result = await client.execute({ sql: ${sql}, args: ${args(values)} });\n  return result.rows as unknown as ${row}[];\n}`,
  "libsql: rows taken out": ({ sql, values, row }) =>
    `${libsql}export async function list(): Promise<${row}[]> {\n  const { rows } = await client.execute({ sql: ${sql}, args: ${args(values)} });\n  return rows as unknown as ${row}[];\n}`,
  "libsql: first": ({ sql, values, row }) =>
    `${libsql}export async function first() {\n  const result = await client.execute({ sql: ${sql}, args: ${args(values)} });\n  return result.rows[0] as unknown as ${row} | undefined;\n}`,
  "sqlite: all": ({ sql, values, row }) =>
    `${promised}export async function list() {\n  const db = await opened;\n  return await db.all<${row}[]>(${sql}${after(values)});\n}`,
  "sqlite: get": ({ sql, values, row }) =>
    `${promised}export async function one(): Promise<${row} | undefined> {\n  const db = await opened;\n  return db.get<${row}>(${sql}${after(values)});\n}`,
  "sqlite3: all": ({ sql, values, row }) =>
    `${callbacks}export function list(done: (rows: unknown) => void) {\n  db.all(${sql}, ${args(values)}, (error: Error | null, rows: ${row}[]) => done(error ?? rows));\n}`,
  "sqlite3: each": ({ sql, values, row }) =>
    `${callbacks}export function walk(see: (row: unknown) => void) {\n  db.each<${row}>(${sql}, ${args(values)}, (error, row) => see(error ?? row));\n}`,
  "sqlite3: in a promise": ({ sql, values, row }) =>
    `${callbacks}export const list = () =>\n  new Promise<${row}[]>((resolve, reject) => {\n    db.all(${sql}, ${args(values)}, (error, rows: ${row}[]) => (error ? reject(error) : resolve(rows)));\n  });`,
  "bun: query": ({ sql, values, row }) =>
    `${bun}export const list = () => db.query<${row}, any>(${sql}).all(${list(values)});`,
};
