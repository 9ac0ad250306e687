/**
 * The part of the standard library that types of stored values are made of. The real one costs more to read
 * than a thousand models, and what it adds (DOM, method signatures) never decides what a column holds.
 */
export const library = `
interface Array<T> { readonly length: number; [n: number]: T;
  concat(...items: any[]): T[]; slice(start?: number, end?: number): T[]; filter(predicate: any): T[];
  map<U>(callback: (value: T, index: number, array: T[]) => U): U[]; }
interface ReadonlyArray<T> { readonly length: number; readonly [n: number]: T;
  concat(...items: any[]): T[]; slice(start?: number, end?: number): T[]; filter(predicate: any): T[];
  map<U>(callback: (value: T, index: number, array: readonly T[]) => U): U[]; }
interface ArrayConstructor { new <T>(...items: T[]): T[]; <T>(...items: T[]): T[]; of<T>(...items: T[]): T[]; from<T>(items: any): T[]; }
declare var Array: ArrayConstructor;
interface Boolean { valueOf(): boolean; }
interface BooleanConstructor { new (value?: any): Boolean; <T>(value?: T): boolean; }
declare var Boolean: BooleanConstructor;
interface Number { toFixed(digits?: number): string; toString(radix?: number): string; valueOf(): number; }
interface NumberConstructor { new (value?: any): Number; (value?: any): number; readonly MAX_SAFE_INTEGER: number; readonly MIN_SAFE_INTEGER: number; readonly MAX_VALUE: number; readonly MIN_VALUE: number; readonly EPSILON: number; parseInt(text: string, radix?: number): number; parseFloat(text: string): number; isInteger(value: unknown): boolean; }
declare var Number: NumberConstructor;
interface BigInt { toString(radix?: number): string; valueOf(): bigint; readonly [Symbol.toStringTag]: "BigInt"; }
interface BigIntConstructor { (value: any): bigint; }
declare var BigInt: BigIntConstructor;
interface String { readonly length: number; readonly [index: number]: string; toUpperCase(): string; toLowerCase(): string; trim(): string; slice(start?: number, end?: number): string; concat(...strings: string[]): string; replace(pattern: any, replacement: any): string; padStart(length: number, fill?: string): string; split(separator: any, limit?: number): string[]; toString(): string; valueOf(): string; }
interface StringConstructor { new (value?: any): String; (value?: any): string; raw(template: any, ...values: any[]): string; fromCharCode(...codes: number[]): string; }
declare var String: StringConstructor;
interface Symbol { readonly description: string | undefined; valueOf(): symbol; }
interface SymbolConstructor { readonly iterator: unique symbol; readonly asyncIterator: unique symbol; readonly hasInstance: unique symbol; readonly toPrimitive: unique symbol; readonly toStringTag: unique symbol; readonly dispose: unique symbol; readonly asyncDispose: unique symbol; (description?: string | number): symbol; for(key: string): symbol; }
declare var Symbol: SymbolConstructor;
interface Object { constructor: Function; toString(): string; valueOf(): Object; hasOwnProperty(key: PropertyKey): boolean; }
interface ObjectConstructor { new (value?: any): Object; (value?: any): any;
  freeze<T extends Function>(value: T): T;
  freeze<T extends { [key: string]: U | null | undefined | object }, U extends string | bigint | number | boolean | symbol>(value: T): Readonly<T>;
  freeze<T>(value: T): Readonly<T>;
  assign<T extends {}, U>(target: T, source: U): T & U; keys(value: {}): string[]; values<T>(value: { [key: string]: T } | ArrayLike<T>): T[];
  entries<T>(value: { [key: string]: T } | ArrayLike<T>): [string, T][]; fromEntries<T = any>(entries: any): { [key: string]: T }; create(prototype: object | null): any; }
declare var Object: ObjectConstructor;
interface Function { apply(self: any, args?: any): any; call(self: any, ...args: any[]): any; bind(self: any, ...args: any[]): any; readonly length: number; readonly name: string; prototype: any; }
interface CallableFunction extends Function {}
interface NewableFunction extends Function {}
interface FunctionConstructor { new (...args: string[]): Function; (...args: string[]): Function; }
declare var Function: FunctionConstructor;
interface IArguments { readonly length: number; [index: number]: any; callee: Function; }
interface RegExp { test(text: string): boolean; exec(text: string): string[] | null; readonly source: string; readonly flags: string; lastIndex: number; }
interface RegExpConstructor { new (pattern: RegExp | string, flags?: string): RegExp; (pattern: RegExp | string, flags?: string): RegExp; }
declare var RegExp: RegExpConstructor;
interface TemplateStringsArray extends ReadonlyArray<string> { readonly raw: readonly string[]; }
interface ImportMeta { readonly url: string; }
interface Date { getTime(): number; toISOString(): string; toJSON(key?: any): string; valueOf(): number; toString(): string; }
interface DateConstructor { new (): Date; new (value: number | string | Date): Date; new (year: number, month: number, ...rest: number[]): Date; (): string; now(): number; parse(text: string): number; UTC(...parts: number[]): number; }
declare var Date: DateConstructor;
interface Error { name: string; message: string; stack?: string; cause?: unknown; }
interface ErrorConstructor { new (message?: string, options?: any): Error; (message?: string, options?: any): Error; }
declare var Error: ErrorConstructor;
interface JSON { parse(text: string, reviver?: any): any; stringify(value: any, replacer?: any, space?: string | number): string; }
declare var JSON: JSON;
interface Math { floor(value: number): number; ceil(value: number): number; round(value: number): number; random(): number; max(...values: number[]): number; min(...values: number[]): number; pow(base: number, exponent: number): number; abs(value: number): number; }
declare var Math: Math;
interface ArrayLike<T> { readonly length: number; readonly [n: number]: T; }
interface PromiseLike<T> { then(fulfilled?: ((value: T) => any) | null, rejected?: ((reason: any) => any) | null): PromiseLike<any>; }
interface Promise<T> { then(fulfilled?: ((value: T) => any) | null, rejected?: ((reason: any) => any) | null): Promise<any>; catch(rejected?: any): Promise<T>; finally(settled?: any): Promise<T>; readonly [Symbol.toStringTag]: string; }
interface PromiseConstructor { new <T>(executor: (resolve: (value: T | PromiseLike<T>) => void, reject: (reason?: any) => void) => void): Promise<T>; resolve<T>(value: T): Promise<Awaited<T>>; all<T extends readonly unknown[]>(values: T): Promise<{ -readonly [P in keyof T]: Awaited<T[P]> }>; }
declare var Promise: PromiseConstructor;
interface IteratorYieldResult<T> { done?: false; value: T; }
interface IteratorReturnResult<T> { done: true; value: T; }
type IteratorResult<T, TReturn = any> = IteratorYieldResult<T> | IteratorReturnResult<TReturn>;
interface Iterator<T, TReturn = any, TNext = any> { next(...args: [] | [TNext]): IteratorResult<T, TReturn>; }
interface Iterable<T, TReturn = any, TNext = any> { [Symbol.iterator](): Iterator<T, TReturn, TNext>; }
interface IterableIterator<T, TReturn = any, TNext = any> extends Iterator<T, TReturn, TNext> { [Symbol.iterator](): IterableIterator<T, TReturn, TNext>; }
interface AsyncIterator<T, TReturn = any, TNext = any> { next(...args: [] | [TNext]): Promise<IteratorResult<T, TReturn>>; }
interface AsyncIterable<T, TReturn = any, TNext = any> { [Symbol.asyncIterator](): AsyncIterator<T, TReturn, TNext>; }
interface AsyncIterableIterator<T, TReturn = any, TNext = any> extends AsyncIterator<T, TReturn, TNext> { [Symbol.asyncIterator](): AsyncIterableIterator<T, TReturn, TNext>; }
interface Generator<T = unknown, TReturn = any, TNext = any> extends Iterator<T, TReturn, TNext> { [Symbol.iterator](): Generator<T, TReturn, TNext>; }
interface AsyncGenerator<T = unknown, TReturn = any, TNext = any> extends AsyncIterator<T, TReturn, TNext> { [Symbol.asyncIterator](): AsyncGenerator<T, TReturn, TNext>; }
interface Array<T> { [Symbol.iterator](): IterableIterator<T>; }
interface ReadonlyArray<T> { [Symbol.iterator](): IterableIterator<T>; }
interface ConcatArray<T> { readonly length: number; readonly [n: number]: T; }
interface Map<K, V> { readonly size: number; get(key: K): V | undefined; set(key: K, value: V): this; has(key: K): boolean; delete(key: K): boolean; clear(): void; }
interface ReadonlyMap<K, V> { readonly size: number; get(key: K): V | undefined; has(key: K): boolean; }
interface MapConstructor { new <K = any, V = any>(entries?: any): Map<K, V>; }
declare var Map: MapConstructor;
interface WeakMap<K extends object, V> { get(key: K): V | undefined; set(key: K, value: V): this; has(key: K): boolean; delete(key: K): boolean; }
interface WeakMapConstructor { new <K extends object = any, V = any>(entries?: any): WeakMap<K, V>; }
declare var WeakMap: WeakMapConstructor;
interface Set<T> { readonly size: number; add(value: T): this; has(value: T): boolean; delete(value: T): boolean; clear(): void; }
interface ReadonlySet<T> { readonly size: number; has(value: T): boolean; }
interface SetConstructor { new <T = any>(values?: any): Set<T>; }
declare var Set: SetConstructor;
interface WeakSet<T extends object> { add(value: T): this; has(value: T): boolean; delete(value: T): boolean; }
interface ArrayBuffer { readonly byteLength: number; slice(begin?: number, end?: number): ArrayBuffer; readonly [Symbol.toStringTag]: "ArrayBuffer"; }
interface SharedArrayBuffer { readonly byteLength: number; readonly [Symbol.toStringTag]: "SharedArrayBuffer"; }
type ArrayBufferLike = ArrayBuffer | SharedArrayBuffer;
interface ArrayBufferView<TBuffer extends ArrayBufferLike = ArrayBufferLike> { readonly buffer: TBuffer; readonly byteLength: number; readonly byteOffset: number; }
interface DataView<TBuffer extends ArrayBufferLike = ArrayBufferLike> extends ArrayBufferView<TBuffer> { getInt8(offset: number): number; }
interface TypedArray<TBuffer extends ArrayBufferLike> extends ArrayBufferView<TBuffer> { readonly length: number; [index: number]: number; }
interface Int8Array<TBuffer extends ArrayBufferLike = ArrayBufferLike> extends TypedArray<TBuffer> {}
interface Uint8Array<TBuffer extends ArrayBufferLike = ArrayBufferLike> extends TypedArray<TBuffer> {}
interface Uint8ClampedArray<TBuffer extends ArrayBufferLike = ArrayBufferLike> extends TypedArray<TBuffer> {}
interface Int16Array<TBuffer extends ArrayBufferLike = ArrayBufferLike> extends TypedArray<TBuffer> {}
interface Uint16Array<TBuffer extends ArrayBufferLike = ArrayBufferLike> extends TypedArray<TBuffer> {}
interface Int32Array<TBuffer extends ArrayBufferLike = ArrayBufferLike> extends TypedArray<TBuffer> {}
interface Uint32Array<TBuffer extends ArrayBufferLike = ArrayBufferLike> extends TypedArray<TBuffer> {}
interface Float32Array<TBuffer extends ArrayBufferLike = ArrayBufferLike> extends TypedArray<TBuffer> {}
interface Float64Array<TBuffer extends ArrayBufferLike = ArrayBufferLike> extends TypedArray<TBuffer> {}
interface Uint8ArrayConstructor { new (source?: any): Uint8Array<ArrayBuffer>; from(source: any): Uint8Array<ArrayBuffer>; }
declare var Uint8Array: Uint8ArrayConstructor;
interface Buffer<TBuffer extends ArrayBufferLike = ArrayBufferLike> extends Uint8Array<TBuffer> { toString(encoding?: string): string; equals(other: Uint8Array): boolean; }
interface BufferConstructor { from(source: any, encoding?: string): Buffer<ArrayBuffer>; alloc(size: number): Buffer<ArrayBuffer>; concat(list: readonly Uint8Array[]): Buffer<ArrayBuffer>; }
declare var Buffer: BufferConstructor;
declare namespace NodeJS { type ArrayBufferView<TBuffer extends ArrayBufferLike = ArrayBufferLike> = Uint8Array<TBuffer> | DataView<TBuffer>; }
interface URL { href: string; readonly origin: string; pathname: string; search: string; toString(): string; }
interface URLConstructor { new (url: string | URL, base?: string | URL): URL; }
declare var URL: URLConstructor;
type PropertyKey = string | number | symbol;
type Partial<T> = { [P in keyof T]?: T[P] };
type Required<T> = { [P in keyof T]-?: T[P] };
type Readonly<T> = { readonly [P in keyof T]: T[P] };
type Pick<T, K extends keyof T> = { [P in K]: T[P] };
type Record<K extends keyof any, T> = { [P in K]: T };
type Exclude<T, U> = T extends U ? never : T;
type Extract<T, U> = T extends U ? T : never;
type Omit<T, K extends keyof any> = Pick<T, Exclude<keyof T, K>>;
type NonNullable<T> = T & {};
type Parameters<T extends (...args: any) => any> = T extends (...args: infer P) => any ? P : never;
type ConstructorParameters<T extends abstract new (...args: any) => any> = T extends abstract new (...args: infer P) => any ? P : never;
type ReturnType<T extends (...args: any) => any> = T extends (...args: any) => infer R ? R : any;
type InstanceType<T extends abstract new (...args: any) => any> = T extends abstract new (...args: any) => infer R ? R : any;
type ThisParameterType<T> = T extends (this: infer U, ...args: never) => any ? U : unknown;
type OmitThisParameter<T> = unknown extends ThisParameterType<T> ? T : T extends (...args: infer A) => infer R ? (...args: A) => R : T;
type Awaited<T> = T extends null | undefined ? T : T extends object & { then(onfulfilled: infer F, ...args: infer _): any } ? F extends (value: infer V, ...args: infer _) => any ? Awaited<V> : never : T;
type Uppercase<S extends string> = intrinsic;
type Lowercase<S extends string> = intrinsic;
type Capitalize<S extends string> = intrinsic;
type Uncapitalize<S extends string> = intrinsic;
type NoInfer<T> = intrinsic;
interface ThisType<T> {}
declare var NaN: number;
declare var Infinity: number;
declare var console: any;
declare var process: any;
declare var crypto: any;
declare function structuredClone<T>(value: T): T;
`;

/** What `kysely` exports of types, as it defines them, for projects where the package is not installed. */
export const kyselyLibrary = `
export type ColumnType<S, I = S, U = S> = { readonly __select__: S; readonly __insert__: I; readonly __update__: U };
export type Generated<S> = S extends ColumnType<infer A, infer B, infer C> ? ColumnType<A, B | undefined, C> : ColumnType<S, S | undefined, S>;
export type GeneratedAlways<S> = ColumnType<S, never, never>;
export type JSONColumnType<S extends object | null, I = string, U = string> = ColumnType<S, I, U>;
export type SelectType<T> = T extends ColumnType<infer S, any, any> ? S : T;
export type InsertType<T> = T extends ColumnType<any, infer I, any> ? I : T;
export type UpdateType<T> = T extends ColumnType<any, any, infer U> ? U : T;
type UnlessNever<T, K> = [T] extends [never] ? never : K;
type IfNullable<T, K> = undefined extends T ? K : null extends T ? K : never;
type IfNotNullable<T, K> = undefined extends T ? never : null extends T ? never : [T] extends [never] ? never : K;
export type Selectable<R> = { [K in keyof R as UnlessNever<SelectType<R[K]>, K>]: SelectType<R[K]> };
export type Insertable<R> = { [K in keyof R as IfNotNullable<InsertType<R[K]>, K>]: InsertType<R[K]> } & { [K in keyof R as IfNullable<InsertType<R[K]>, K>]?: InsertType<R[K]> };
export type Updateable<R> = { [K in keyof R as UnlessNever<UpdateType<R[K]>, K>]?: UpdateType<R[K]> };
export type Simplify<T> = { [K in keyof T]: T[K] } & {};
export type DrainOuterGeneric<T> = [T] extends [unknown] ? T : never;
export declare class Kysely<DB> { constructor(options: any); readonly database: DB; withPlugin(plugin: any): Kysely<DB>; [member: string]: any }
export declare class Transaction<DB> extends Kysely<DB> {}
export declare class ControlledTransaction<DB> extends Transaction<DB> {}
export declare class CamelCasePlugin { constructor(options?: any); }
export declare class SqliteDialect { constructor(options: any); }
export declare class Migrator { constructor(options: any); }
export declare const sql: any;
export type RawBuilder<T> = { readonly expressionType: T };
export type Expression<T> = { readonly expressionType: T };
`;

/** What `node:buffer` and `buffer` export of the types a column may have. */
export const bufferLibrary = `
export interface Buffer<T extends ArrayBufferLike = ArrayBufferLike> extends Uint8Array<T> {}
export declare const Buffer: BufferConstructor;
`;
