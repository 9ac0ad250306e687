import type { Index, IndexPart, Unique } from "../schema/constraint.ts";
import type { DeclaredIndex, DeclaredTable, DeclaredUnique } from "../schema/declared.ts";
import { findNamed, foldName, sameName } from "../schema/names.ts";
import type { Table } from "../schema/schema.ts";
import { canonicalExpression } from "../sql/canonical.ts";
import type { Scope } from "../sql/expression.ts";
import type { ConstraintChange } from "./change.ts";
import { conflict } from "./columns.ts";
import type { Spelling } from "./drift.ts";
import { take } from "./keys.ts";
import { scopeOf } from "./scope.ts";

/**
 * Compares uniqueness and indexes by what they do: columns, collation, predicate. A UNIQUE constraint and a
 * unique index of the same columns are two spellings, and so are two names.
 */
export function diffUniqueness(
  declared: DeclaredTable,
  actual: Table,
): { changes: ConstraintChange[]; spellings: Spelling[] } {
  const match = new Match(declared, actual);
  match.uniques();
  match.indexes();
  match.leftOver();
  return match;
}

class Match {
  readonly changes: ConstraintChange[] = [];
  readonly spellings: Spelling[] = [];
  private readonly declared: DeclaredTable;
  private readonly actual: Table;
  private readonly freeUniques: Unique[];
  private readonly freeIndexes: Index[];
  private readonly unmatchedUniques: DeclaredUnique[] = [];
  private scope: Scope | undefined;

  constructor(declared: DeclaredTable, actual: Table) {
    this.declared = declared;
    this.actual = actual;
    this.freeUniques = [...actual.uniques];
    this.freeIndexes = [...actual.indexes];
  }

  /** Each declared constraint takes its own kind first, so that a spelling never takes what another needs. */
  uniques(): void {
    for (const wanted of this.declared.uniques) {
      const fits = (unique: Unique): boolean =>
        this.set(unique.columns) === this.set(wanted.columns) &&
        (wanted.conflict === undefined || conflict(wanted.conflict) === conflict(unique.conflict));
      if (!take(this.freeUniques, fits)) this.unmatchedUniques.push(wanted);
    }
  }

  indexes(): void {
    const missing = this.declared.indexes.filter((wanted) => {
      const same =
        take(
          this.freeIndexes,
          (index) => this.sameIndex(wanted, index) && sameName(wanted.name ?? "", index.name),
        ) ?? take(this.freeIndexes, (index) => this.sameIndex(wanted, index));
      if (same && wanted.name !== undefined && !sameName(wanted.name, same.name)) {
        this.spell("index-name", wanted.name, same.name);
      }
      return !same;
    });
    for (const wanted of this.unmatchedUniques) this.uniqueByIndex(wanted);
    for (const wanted of missing) this.missingIndex(wanted);
  }

  private uniqueByIndex(wanted: DeclaredUnique): void {
    const plain = wanted.conflict === undefined || conflict(wanted.conflict) === null;
    const index = plain
      ? take(this.freeIndexes, (candidate) => this.guards(candidate) === this.set(wanted.columns))
      : undefined;
    // A tag leaves the form free; a complete declaration has one.
    if (index && this.declared.complete)
      this.spell("form", "UNIQUE constraint", `unique index ${index.name}`);
    if (index || (plain && this.isKey(wanted.columns))) return;
    this.changes.push({ kind: "add-unique", table: this.declared.name, declared: wanted });
  }

  private missingIndex(wanted: DeclaredIndex): void {
    const unique = take(this.freeUniques, (candidate) => this.guards(wanted) === this.set(candidate.columns));
    if (unique && conflict(unique.conflict) === null) {
      this.spell("form", `unique index ${wanted.name ?? ""}`.trim(), "UNIQUE constraint");
      return;
    }
    const sameNamed = take(this.freeIndexes, (index) => sameName(wanted.name ?? "", index.name));
    const table = this.declared.name;
    this.changes.push(
      sameNamed
        ? { kind: "replace-index", table, declared: wanted, actual: sameNamed }
        : { kind: "create-index", table, declared: wanted },
    );
  }

  /** What a complete declaration does not list must go, unless the key says it already. */
  leftOver(): void {
    if (!this.declared.complete) return;
    const table = this.declared.name;
    const needless = (unique: Unique): boolean =>
      conflict(unique.conflict) === null && this.isKey(unique.columns);
    this.changes.push(
      ...this.freeUniques
        .filter((unique) => !needless(unique))
        .map((unique) => ({ kind: "drop-unique", table, actual: unique }) as const),
      ...this.freeIndexes
        .filter((index) => !this.isUnspecified(index))
        .map((index) => ({ kind: "drop-index", table, actual: index }) as const),
    );
  }

  /** Whether the declaration's language has no words for an index. */
  private isUnspecified({ where, parts }: Index): boolean {
    const { unspecified = [] } = this.declared;
    if (where !== null && unspecified.includes("partial-indexes")) return true;
    return unspecified.includes("expression-indexes") && parts.some(({ column }) => column === null);
  }

  private spell(what: Spelling["what"], declared: string, actual: string): void {
    this.spellings.push({ what, table: this.declared.name, column: null, declared, actual });
  }

  /** Whether these columns are the primary key, before and after the repair. */
  private isKey(parts: readonly IndexPart[]): boolean {
    const { declared, actual } = this;
    const keys = [
      actual.primaryKey,
      declared.primaryKey === undefined ? actual.primaryKey : declared.primaryKey,
    ];
    return keys.every((key) => {
      const columns = key?.columns ?? [];
      return columns.length > 0 && this.set(columns.map((column) => this.plain(column))) === this.set(parts);
    });
  }

  /** What a unique index guards: the set of its columns, or null when it is partial, not unique or on expressions. */
  private guards(index: Pick<Index, "unique" | "where" | "parts">): string | null {
    const plain = index.unique && index.where === null && index.parts.every(({ column }) => column !== null);
    return plain ? this.set(index.parts) : null;
  }

  private sameIndex(wanted: DeclaredIndex, index: Index): boolean {
    const text = ({ unique, parts, where }: Pick<Index, "unique" | "parts" | "where">): string =>
      JSON.stringify([
        unique,
        parts.map((part) => `${this.part(part)} ${part.descending}`),
        where === null ? null : this.expression(where),
      ]);
    return text(wanted) === text(index);
  }

  private set(parts: readonly IndexPart[]): string {
    return parts
      .map((part) => this.part(part))
      .sort()
      .join();
  }

  private part({ column, expression, collation }: IndexPart): string {
    if (column === null) return `${this.expression(expression ?? "")} ${collation}`;
    return `${foldName(column)} ${this.collation(column, collation)}`;
  }

  /** A model that names no collation means the column's own. */
  private collation(column: string, stated: string): string {
    const own = findNamed(this.declared.columns, column)?.collation;
    const isStated = this.declared.complete && own !== undefined;
    if (isStated || stated !== "BINARY") return stated.toUpperCase();
    return (own ?? findNamed(this.actual.columns, column)?.collation ?? stated).toUpperCase();
  }

  private plain(column: string): IndexPart {
    const collation = findNamed(this.actual.columns, column)?.collation ?? "BINARY";
    return { column, expression: null, collation, descending: false };
  }

  private expression(sql: string): string {
    this.scope ??= scopeOf(this.declared, this.actual);
    return canonicalExpression(sql, this.scope);
  }
}
