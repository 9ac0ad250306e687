import Database from "better-sqlite3";
import { connectTo } from "../driver.ts";
import { isVirtual } from "../schema/snapshot-order.ts";
import type { StoredText } from "../schema/stored.ts";
import { isWord, tokenize } from "../sql/tokens.ts";

/** What a database in memory is made of. */
export interface LoadedSchema {
  /** Texts as stored, without SQLite's own objects and the shadow tables of virtual tables whose module is known. */
  readonly texts: readonly StoredText[];
  /** The tables of ANALYZE to make, empty: sqlite_stat1, sqlite_stat4. */
  readonly statistics: readonly string[];
  /** How text is kept, as PRAGMA encoding names it; UTF-8 unless stated. */
  readonly encoding?: string;
}

/**
 * An empty database in memory with these stored texts, byte for byte. They are not run: they are put where SQLite reads
 * a schema from, which takes what an older SQLite or a richer connection wrote and executes nothing. Only a virtual table
 * whose module is known is created by its statement. Throws what SQLite throws for a text it cannot read.
 * https://www.sqlite.org/schematab.html
 */
export function loadSchema({ texts, statistics, encoding = "UTF-8" }: LoadedSchema): Database.Database {
  const connection = connectTo(":memory:");
  try {
    connection.pragma("foreign_keys = OFF");
    connection.pragma(`encoding = '${encoding}'`);
    const virtual = texts.filter(isVirtual);
    const ordinary = inReadingOrder(texts.filter((text) => !isVirtual(text)));
    const schema = new SchemaTable(connection);
    if (ordinary.some(hasCounter)) schema.makeCounters();
    schema.put(ordinary.map((text) => ({ ...text, tree: treeOf(text) })));
    schema.put(implicitIndexes(connection));
    schema.put(withoutModule(connection, virtual).map((text) => ({ ...text, tree: null })));
    schema.makeStatistics(statistics);
    return connection;
  } catch (error) {
    connection.close();
    throw error;
  }
}

/** How an object's rows are kept: a table by rowid, an index or WITHOUT ROWID table by key; a view not at all. */
type Tree = "rowids" | "keys" | null;

interface Row extends Omit<StoredText, "sql"> {
  readonly sql: string | null;
  readonly tree: Tree;
}

/** sqlite_schema, written to. https://www.sqlite.org/pragma.html#pragma_writable_schema */
class SchemaTable {
  private readonly connection: Database.Database;

  constructor(connection: Database.Database) {
    this.connection = connection;
  }

  /** Adds rows, and has SQLite read the schema anew. */
  put(rows: readonly Row[]): void {
    if (rows.length === 0) return;
    this.write(() => {
      const roots = this.emptyTrees(rows.map(({ tree }) => tree));
      const insert = this.connection.prepare("INSERT INTO sqlite_schema VALUES (?, ?, ?, ?, ?)");
      rows.forEach(({ type, name, table, sql }, i) => {
        insert.run(type, name, table, roots[i] ?? 0, sql);
      });
    });
    this.connection.prepare("SELECT 1 FROM sqlite_schema").get();
  }

  /** SQLite makes the table of counters with the first table that has one, and keeps it. */
  makeCounters(): void {
    this.connection.exec(
      "CREATE TABLE counting (id INTEGER PRIMARY KEY AUTOINCREMENT); DROP TABLE counting;",
    );
  }

  /** https://www.sqlite.org/fileformat2.html#stat1tab */
  makeStatistics(names: readonly string[]): void {
    this.write(() => {
      if (names.includes("sqlite_stat1")) this.connection.exec("CREATE TABLE sqlite_stat1(tbl,idx,stat)");
      if (names.includes("sqlite_stat4"))
        this.connection.exec("CREATE TABLE sqlite_stat4(tbl,idx,neq,nlt,ndlt,sample)");
    });
  }

  /** Makes empty trees and returns their root pages: those of tables whose rows in the schema are taken away again. */
  private emptyTrees(trees: readonly Tree[]): number[] {
    const before = new Set(this.rootPages());
    for (const [i, tree] of trees.entries()) {
      if (tree === "rowids") this.connection.exec(`CREATE TABLE "_doctor_tree ${i}" (x)`);
      if (tree === "keys")
        this.connection.exec(`CREATE TABLE "_doctor_tree ${i}" (x PRIMARY KEY) WITHOUT ROWID`);
    }
    const made = this.rootPages().filter((page) => !before.has(page));
    this.connection.exec("DELETE FROM sqlite_schema WHERE name LIKE '\\_doctor\\_tree %' ESCAPE '\\'");
    return trees.map((tree) => (tree === null ? 0 : (made.shift() ?? 0)));
  }

  private rootPages(): number[] {
    return this.connection
      .prepare<[], number>("SELECT rootpage FROM sqlite_schema WHERE rootpage > 0 ORDER BY rowid")
      .pluck()
      .all();
  }

  private write(change: () => void): void {
    this.connection.unsafeMode(true);
    this.connection.pragma("writable_schema = ON");
    this.connection.transaction(change)();
    this.connection.pragma("writable_schema = RESET");
    this.connection.unsafeMode(false);
  }
}

/** The indexes that UNIQUE and PRIMARY KEY bring with them; the key of a WITHOUT ROWID table is the table. */
function implicitIndexes(connection: Database.Database): Row[] {
  return connection
    .prepare<[], Omit<Row, "sql" | "tree">>(
      `SELECT 'index' AS type, i.name, l.name AS "table" FROM pragma_table_list AS l
         JOIN pragma_index_list(l.name, 'main') AS i
        WHERE l.schema = 'main' AND l.type = 'table' AND i.origin <> 'c' AND NOT (l.wr AND i.origin = 'pk')
        ORDER BY l.name, i.name`,
    )
    .all()
    .map((row) => ({ ...row, sql: null, tree: "keys" }));
}

/** Creates the virtual tables with what belongs to them, and returns those whose module is not there or refuses. */
function withoutModule(connection: Database.Database, virtual: readonly StoredText[]): StoredText[] {
  return virtual.filter(({ sql }) => {
    try {
      // One statement: what follows it in a forged text is not run.
      connection.prepare(sql).run();
      return false;
    } catch (error) {
      if (error instanceof Database.SqliteError || error instanceof RangeError) return true;
      throw error;
    }
  });
}

/** SQLite reads row by row: an index after its table. */
function inReadingOrder(texts: readonly StoredText[]): StoredText[] {
  const order = ["table", "index", "view", "trigger"];
  return [...texts].sort((a, b) => order.indexOf(a.type) - order.indexOf(b.type));
}

function hasCounter({ type, sql }: StoredText): boolean {
  return type === "table" && tokenize(sql).some((token) => isWord(token, "AUTOINCREMENT"));
}

function treeOf({ type, sql }: StoredText): Tree {
  if (type === "index") return "keys";
  if (type !== "table") return null;
  return isWithoutRowid(sql) ? "keys" : "rowids";
}

/** The options stand behind the last parenthesis, in any order. https://www.sqlite.org/lang_createtable.html */
function isWithoutRowid(sql: string): boolean {
  const tokens = tokenize(sql);
  const end = tokens.findLastIndex(({ text }) => text === ")");
  return tokens
    .slice(end + 1)
    .some((token, i, options) => isWord(token, "WITHOUT") && isWord(options[i + 1], "ROWID"));
}
