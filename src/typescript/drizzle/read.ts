import type { ts } from "ts-morph";
import type { NotAnalysed } from "../../schema/location.ts";
import type { Casing } from "./casing.ts";
import { describeTable } from "./describe.ts";
import type { DescribedView, DrizzleSchema } from "./described.ts";
import { Evaluator } from "./evaluate.ts";
import { drizzle, Foreign } from "./library.ts";
import { wholeExport } from "./names.ts";
import { printSql } from "./print-sql.ts";
import type { SchemaProgram, Syntax } from "./program.ts";
import { Sql } from "./sql-value.ts";
import { TableValue } from "./table-value.ts";
import { Plain, Unread, type Value } from "./values.ts";
import { ViewValue } from "./view-value.ts";

/** The texts of a program. */
interface SpokenFiles {
  readonly files: readonly { readonly text: string }[];
  readonly imported: readonly { readonly text: string }[];
}

/** Whether any file of a program speaks of Drizzle's SQLite tables: most models do not, and are not looked through. */
export function speaksDrizzle({ files, imported }: SpokenFiles): boolean {
  return [...files, ...imported].some(({ text }) => text.includes("drizzle-orm"));
}

/**
 * The tables and views that the model files export, as drizzle-kit would make them. Nothing of the files is executed;
 * what cannot be read is among `notAnalysed`, with its place.
 */
export function readDrizzle(program: SchemaProgram, casing: Casing): DrizzleSchema {
  const reader = new Evaluator(program, drizzle);
  const notAnalysed: NotAnalysed[] = [];
  const tables = new Set<TableValue>();
  const views = new Set<ViewValue>();
  const engines = new Map<string, ts.Node>();
  const unread = new Set<Unread>();
  const note = (what: string, node: ts.Node, why: string): void => {
    notAnalysed.push({ what, location: program.locate(node), why });
  };
  const exported = [...exportsOf(program, reader)];
  for (const { name, value, node } of exported) {
    if (value instanceof TableValue) tables.add(value);
    else if (value instanceof ViewValue) views.add(value);
    else if (value instanceof Unread && value.mayBeTable && !unread.has(value)) {
      unread.add(value);
      note(`table ${name}`, value.node, value.why);
    } else if (value instanceof Foreign && !engines.has(value.engine)) engines.set(value.engine, node);
  }
  for (const [engine, node] of engines)
    note(`tables of ${engine}-core`, node, "they belong to another engine than SQLite");
  const told = new Set<TableValue>();
  for (const { name, value, node } of privateTables(program, reader)) {
    if (!(value instanceof TableValue) || tables.has(value)) continue;
    told.add(value);
    note(`table ${value.name}`, node, `${name} is not exported: drizzle-kit does not see it`);
  }
  for (const { name, value, node } of exported) {
    for (const table of inside(value)) {
      if (tables.has(table) || told.has(table)) continue;
      told.add(table);
      note(`table ${table.name}`, node, `it is exported only inside ${name}: drizzle-kit does not see it`);
    }
  }
  const described = [...views].map((view) => describeView(view, program, casing, notAnalysed));
  return {
    tables: [...tables].map((table) => describeTable(table, reader, casing, notAnalysed)),
    views: described.filter((view) => "sql" in view),
    expectedViews: described.filter((view) => !("sql" in view)),
    notAnalysed,
  };
}

interface Found {
  readonly name: string;
  readonly value: Value;
  readonly node: ts.Node;
}

/** All that the model files export, in the order of the files. */
function* exportsOf({ files, checker, syntax }: SchemaProgram, { names }: Evaluator): Generator<Found> {
  for (const file of files) {
    const module = checker.getSymbolAtLocation(file) ?? commonModule(file);
    if (!module) continue;
    const given = givenBy(module, names, file, syntax);
    if (given instanceof Plain)
      for (const [name, { value, node }] of given.members) yield { name, value, node };
    for (const symbol of checker.getExportsOfModule(module)) {
      const { Alias, Variable, Property, ValueModule } = syntax.SymbolFlags;
      const node = symbol.valueDeclaration ?? symbol.declarations?.[0] ?? file;
      // `export * as tables from "./tables"` is one, too.
      const whole = syntax.isNamespaceExport(node) ? checker.getAliasedSymbol(symbol) : symbol;
      if ((whole.flags & ValueModule) !== 0)
        yield { name: symbol.getName(), value: names.members(whole, node), node };
      if ((symbol.flags & (Alias | Variable | Property)) === 0) continue;
      yield { name: symbol.getName(), value: names.ofSymbol(symbol, null, node), node };
    }
  }
}

/** A file of CommonJS as a module: to the compiler's own question it is none. */
function commonModule(file: ts.SourceFile & { readonly symbol?: ts.Symbol }): ts.Symbol | undefined {
  return file.symbol;
}

/** What a file of CommonJS gives at once. */
function givenBy(module: ts.Symbol, names: Evaluator["names"], file: ts.SourceFile, syntax: Syntax): Value {
  const whole = wholeExport(module, syntax);
  return whole && names.ofSymbol(whole, null, file);
}

/** The tables in an object or a list. */
function* inside(value: Value): Generator<TableValue> {
  if (value instanceof TableValue) yield value;
  const members = value instanceof Plain ? [...value.members.values()].map((member) => member.value) : value;
  if (Array.isArray(members)) for (const member of members) yield* inside(member);
}

/** The tables that model files keep for themselves. */
function* privateTables({ files, syntax }: SchemaProgram, { names, program }: Evaluator): Generator<Found> {
  for (const file of files) {
    if (!file.text.includes("drizzle-orm")) continue;
    for (const statement of file.statements) {
      if (!syntax.isVariableStatement(statement)) continue;
      for (const { name, initializer } of statement.declarationList.declarations) {
        if (!syntax.isIdentifier(name) || !initializer || !syntax.isCallExpression(initializer)) continue;
        const symbol = program.checker.getSymbolAtLocation(name);
        if (symbol) yield { name: name.text, value: names.ofSymbol(symbol, null, name), node: name };
      }
    }
  }
}

function describeView(
  { name, node, query }: ViewValue,
  program: SchemaProgram,
  casing: Casing,
  notAnalysed: NotAnalysed[],
): DescribedView | Omit<DescribedView, "sql"> {
  const location = program.locate(node);
  if (query === null) return { name, location };
  const sql = query instanceof Sql ? printSql(query, { casing, qualified: true }) : query;
  if (typeof sql === "string") return { name, location, sql };
  if (sql instanceof Unread)
    notAnalysed.push({ what: `view ${name}`, location: program.locate(sql.node), why: sql.why });
  return { name, location };
}
