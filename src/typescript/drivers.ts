/**
 * What the SQLite drivers export, as far as it decides which calls reach a database and what they return. The packages'
 * own types may not be installed where the doctor runs, and cost more to read than the code.
 */
const betterSqlite3 = `
declare namespace BetterSqlite3 {
  interface RunResult { changes: number; lastInsertRowid: number | bigint }
  interface ColumnDefinition { name: string; column: string | null; table: string | null; database: string | null; type: string | null }
  interface Statement<BindParameters = any, Result = unknown> {
    database: Database; source: string; reader: boolean; readonly: boolean; busy: boolean;
    run(...params: any[]): RunResult;
    get(...params: any[]): Result | undefined;
    all(...params: any[]): Result[];
    iterate(...params: any[]): IterableIterator<Result>;
    pluck(toggle?: boolean): this; expand(toggle?: boolean): this; raw(toggle?: boolean): this;
    safeIntegers(toggle?: boolean): this; bind(...params: any[]): this; columns(): ColumnDefinition[];
  }
  interface Transaction<F> { (...params: any[]): any; default: F; deferred: F; immediate: F; exclusive: F }
  interface Database {
    memory: boolean; readonly: boolean; name: string; open: boolean; inTransaction: boolean;
    prepare<BindParameters = any, Result = unknown>(source: string): Statement<BindParameters, Result>;
    transaction<F extends (...args: any[]) => any>(fn: F): F & { default: F; deferred: F; immediate: F; exclusive: F };
    exec(source: string): this; pragma(source: string, options?: any): any;
    function(name: string, ...rest: any[]): this; aggregate(name: string, options: any): this; table(name: string, options: any): this;
    loadExtension(path: string, entryPoint?: string): this; close(): this; defaultSafeIntegers(toggle?: boolean): this;
    backup(destination: string, options?: any): Promise<any>; serialize(options?: any): any; unsafeMode(toggle?: boolean): this;
  }
  interface Options { readonly?: boolean; fileMustExist?: boolean; timeout?: number; verbose?: any; nativeBinding?: string }
  interface DatabaseConstructor {
    new (filename?: any, options?: Options): Database;
    (filename?: any, options?: Options): Database;
    prototype: Database;
    SqliteError: { new (message: string, code: string): Error & { code: string } };
  }
  type SqliteError = Error & { code: string };
}
declare const BetterSqlite3: BetterSqlite3.DatabaseConstructor;
export = BetterSqlite3;
`;

const nodeSqlite = `
export interface StatementResultingChanges { changes: number | bigint; lastInsertRowid: number | bigint }
export declare class StatementSync {
  run(...params: any[]): StatementResultingChanges;
  get(...params: any[]): any; all(...params: any[]): any[]; iterate(...params: any[]): IterableIterator<any>;
  columns(): any[]; expandedSQL: string; sourceSQL: string;
  setReadBigInts(enabled: boolean): void; setAllowBareNamedParameters(enabled: boolean): void; setReturnArrays(enabled: boolean): void;
}
export declare class DatabaseSync {
  constructor(path: any, options?: any);
  open(): void; close(): void; exec(sql: string): void; prepare(sql: string, options?: any): StatementSync;
  function(name: string, ...rest: any[]): void; aggregate(name: string, options: any): void;
  location(name?: string): string | null; enableLoadExtension(allow: boolean): void; loadExtension(path: string): void;
  readonly isOpen: boolean; readonly isTransaction: boolean;
}
export declare function backup(source: DatabaseSync, path: any, options?: any): Promise<number>;
export declare const constants: any;
`;

const bunSqlite = `
export declare class Statement<Result = any, Params = any> {
  run(...params: any[]): { changes: number; lastInsertRowid: number | bigint };
  get(...params: any[]): Result | null; all(...params: any[]): Result[]; values(...params: any[]): any[][];
  iterate(...params: any[]): IterableIterator<Result>; finalize(): void; as(type: any): any;
}
export declare class Database {
  constructor(filename?: any, options?: any);
  prepare<Result = any, Params = any>(sql: string, params?: any): Statement<Result, Params>;
  query<Result = any, Params = any>(sql: string): Statement<Result, Params>;
  exec(sql: string, ...params: any[]): any; run(sql: string, ...params: any[]): any;
  transaction<F extends (...args: any[]) => any>(fn: F): F & { deferred: F; immediate: F; exclusive: F };
  close(throwOnError?: boolean): void;
}
export default Database;
`;

const sqlite3 = `
declare namespace sqlite3 {
  interface RunResult { lastID: number; changes: number }
  class Statement { run(...params: any[]): this; get(...params: any[]): this; all(...params: any[]): this; each(...params: any[]): this; finalize(callback?: any): any }
  class Database {
    constructor(filename: string, mode?: any, callback?: any);
    run(sql: string, ...params: any[]): this; get(sql: string, ...params: any[]): this; all(sql: string, ...params: any[]): this;
    each(sql: string, ...params: any[]): this; exec(sql: string, callback?: any): this; prepare(sql: string, ...params: any[]): Statement;
    serialize(callback?: any): void; parallelize(callback?: any): void; close(callback?: any): void; configure(option: any, value: any): void; on(event: string, listener: any): this;
  }
  const OPEN_READONLY: number; const OPEN_READWRITE: number; const OPEN_CREATE: number;
  function verbose(): typeof sqlite3;
}
export = sqlite3;
`;

const sqlite = `
export interface RunResult { lastID?: number; changes?: number; stmt: any }
export declare class Statement {
  run(...params: any[]): Promise<RunResult>; get<T = any>(...params: any[]): Promise<T | undefined>; all<T = any[]>(...params: any[]): Promise<T>;
  each<T = any>(...params: any[]): Promise<number>; bind(...params: any[]): Promise<void>; finalize(): Promise<void>; reset(): Promise<void>;
}
export declare class Database<Driver = any, Stmt = any> {
  run(sql: any, ...params: any[]): Promise<RunResult>; get<T = any>(sql: any, ...params: any[]): Promise<T | undefined>;
  all<T = any[]>(sql: any, ...params: any[]): Promise<T>; each<T = any>(sql: any, ...params: any[]): Promise<number>;
  exec(sql: any): Promise<void>; prepare(sql: any, ...params: any[]): Promise<Statement>; migrate(config?: any): Promise<void>;
  configure(option: any, value: any): any; close(): Promise<void>; open(): Promise<void>; loadExtension(path: string): Promise<void>; getDatabaseInstance(): any; on(event: string, listener: any): void;
}
export declare function open<Driver = any, Stmt = any>(config: any): Promise<Database<Driver, Stmt>>;
`;

const libsql = `
export type Value = null | string | number | bigint | ArrayBuffer;
export interface Row { length: number; [index: number]: Value; [name: string]: Value }
export interface ResultSet { columns: string[]; columnTypes: string[]; rows: Row[]; rowsAffected: number; lastInsertRowid: bigint | undefined; toJSON(): any }
export type InStatement = any; export type InArgs = any; export type InValue = any;
export interface Transaction { execute(statement: any, args?: any): Promise<ResultSet>; batch(statements: any[]): Promise<ResultSet[]>; executeMultiple(sql: string): Promise<void>; commit(): Promise<void>; rollback(): Promise<void>; close(): void; closed: boolean }
export interface Client {
  execute(statement: any, args?: any): Promise<ResultSet>; batch(statements: any[], mode?: any): Promise<ResultSet[]>; migrate(statements: any[]): Promise<ResultSet[]>;
  transaction(mode?: any): Promise<Transaction>; executeMultiple(sql: string): Promise<void>; sync(): Promise<any>; close(): void; closed: boolean; protocol: string;
}
export interface Config { url: string; authToken?: string; encryptionKey?: string; syncUrl?: string; syncInterval?: number; tls?: boolean; intMode?: any; fetch?: any; concurrency?: any }
export declare function createClient(config: Config): Client;
export declare class LibsqlError extends Error { code: string }
`;

/** What each driver exports, by the name it is imported by. */
export const drivers: ReadonlyMap<string, string> = new Map([
  ["better-sqlite3", betterSqlite3],
  ["libsql", betterSqlite3],
  ["node:sqlite", nodeSqlite],
  ["bun:sqlite", bunSqlite],
  ["sqlite3", sqlite3],
  ["sqlite", sqlite],
  ...["", "/web", "/http", "/ws", "/node", "/sqlite3"].map(
    (part) => [`@libsql/client${part}`, libsql] as const,
  ),
]);
