import type { Change } from "../diff/change.ts";
import { declareTable } from "../schema/declare.ts";
import { findNamed, sameName } from "../schema/names.ts";
import { quoteName } from "../sql/quote.ts";
import { type Arriving, arrivingIn } from "./arriving.ts";
import { type Carry, carriedValue, carryQuestions, withIndex } from "./carry.ts";
import { ofKind, type StepDraft } from "./draft.ts";
import type { MovedColumn } from "./drop-moved.ts";
import { LaterNames } from "./later-names.ts";
import { lossesOf } from "./losses.ts";
import { lossesOfCarry, lossesOfSplit } from "./move-losses.ts";
import { linkOfSplit, type PlannedMoves, planMoves } from "./moves.ts";
import type { Loss } from "./plan.ts";
import { Projection } from "./projection.ts";
import type { Sides, Split } from "./split.ts";
import { splitQuestions } from "./split-questions.ts";
import { fillSql } from "./split-rows.ts";

/** What a plan's moves make of its other steps. */
export class MoveSteps {
  readonly planned: PlannedMoves;
  readonly arriving: Arriving;
  private readonly changes: readonly Change[];
  private readonly sides: Sides;
  private readonly later: LaterNames;

  constructor(changes: readonly Change[], sides: Sides) {
    this.planned = planMoves(changes, sides);
    const left = new Set(this.planned.impossible.map(({ change }) => change));
    this.changes = changes.filter((change) => !left.has(change));
    this.sides = sides;
    this.later = new LaterNames(changes);
    this.arriving = arrivingIn(this.planned.splits, (split) => this.projectionOf(split).from(textOf(split)));
  }

  /** Whether a step makes a table that is filled from another. */
  isSplit({ changes }: StepDraft): boolean {
    return this.planned.splits.some(({ change }) => changes.includes(change));
  }

  /** The step that makes such a table, with its rows. */
  filled(step: StepDraft): StepDraft {
    const split = this.planned.splits.find(({ change }) => step.changes.includes(change));
    if (!split) return step;
    const [create = "", ...indexes] = step.sql;
    const { arriving, sides } = this;
    const preconditions = splitQuestions({
      ...sides,
      split,
      arriving,
      projection: this.projectionOf(split),
      gone: this.movedTo(split.table.name).map(({ column }) => column),
      referring: this.referring(split),
    });
    return {
      ...step,
      comment: `${step.comment.replace(/\.$/, "")} and fill it from ${split.source.name}.`,
      sql: [create, fillSql(split), ...indexes],
      preconditions,
      safety: preconditions.length > 0 ? "data-dependent" : "safe",
      rollback: { ...step.rollback, note: "", losses: this.lossesOf(split) },
    };
  }

  /** A change of a table as it is to be carried out: a column that refers to a new row gets its key, one that is moved its values. */
  adjusted(change: Change, wanted: Change): Change {
    if (change.kind !== "add-column" || wanted.kind !== "add-column") return change;
    const carry = this.planned.carries.find((candidate) => candidate.change === wanted);
    const backfill = carry ? carriedValue(carry) : this.keyFor(wanted);
    return backfill === null ? change : { ...change, declared: { ...change.declared, backfill } };
  }

  /** A step that alters a table, with what must hold for the columns carried into it, and with what its way back loses. */
  carried(step: StepDraft): StepDraft {
    const carries = this.planned.carries.filter(({ change }) => step.changes.includes(change));
    const links = ofKind(step.changes, "add-column").filter((change) => this.keyFor(change) !== null);
    if (carries.length === 0 && links.length === 0) return step;
    const questions = carries.flatMap((carry) =>
      carryQuestions(carry, this.goes(carry.change.table, carry.change.column)),
    );
    const preconditions = [...new Set([...step.preconditions, ...questions])];
    // A reference to the new row goes with that row, which says itself what is lost with it.
    const own: readonly Change[] = [...carries.map(({ change }) => change), ...links];
    const others = step.changes.filter((change) => !own.includes(change));
    const losses = [
      ...lossesOf({ ...step, id: "", changes: others }),
      ...carries.flatMap((carry) => this.lossesOfCarry(carry)),
    ];
    return {
      ...step,
      preconditions,
      safety: preconditions.length > 0 ? "data-dependent" : "safe",
      sql: carries.reduce<readonly string[]>(withIndex, step.sql),
      rollback: { ...step.rollback, losses },
    };
  }

  private lossesOfCarry(carry: Carry): readonly Loss[] {
    const returning = this.planned.moved.filter(({ link }) => link.source === carry.source.name);
    return lossesOfCarry(carry, { link: carry.link, returning, later: this.later });
  }

  /** The columns of a table that go once their values have arrived. */
  leaving(table: string): readonly MovedColumn[] {
    return this.planned.moved.filter(({ change }) => sameName(change.table, table));
  }

  private movedTo(table: string): readonly MovedColumn[] {
    return this.planned.moved.filter(({ change }) => sameName(change.movedTo?.table ?? "", table));
  }

  private goes(table: string, column: string): boolean {
    return this.movedTo(table).some(({ to }) => sameName(to, column));
  }

  private lossesOf(split: Split): readonly Loss[] {
    const link = linkOfSplit(split, this.changes, this.sides);
    if (link === null)
      return [{ what: `rows of ${split.table.name}`, query: `SELECT 1 FROM ${quoteName(split.table.name)}` }];
    const returning = this.leaving(split.declaredSource?.name ?? split.source.name);
    return lossesOfSplit(split, { link, returning, later: this.later });
  }

  /** The source as it will be when its rows are read. */
  private projectionOf({ source, declaredSource }: Split): Projection {
    const { names } = this.sides;
    const declared = names.declared(declaredSource ?? declareTable(source));
    const own = this.changes.filter((change) => sameName(names.table(change.table), source.name));
    return new Projection(
      source,
      declared,
      own.map((change) => this.adjusted(names.change(change), change)),
    );
  }

  /** The key of the new row that a new column refers to, where the model does not say what it gets. */
  private keyFor({ table, column, declared }: Extract<Change, { kind: "add-column" }>): string | null {
    if (declared.backfill !== undefined) return null;
    const found = this.references(table).find((reference) => sameName(reference.column, column));
    return found?.expression ?? null;
  }

  /** The columns by which a source refers to a new table made from it, each with the value of the new row there. */
  private references(table: string): { split: Split; column: string; expression: string }[] {
    const declared = findNamed(this.sides.declared.tables, table);
    const own = this.planned.splits.filter(({ declaredSource }) =>
      sameName(declaredSource?.name ?? "", table),
    );
    return own.flatMap((split) =>
      (declared?.foreignKeys ?? [])
        .filter(({ parent }) => sameName(parent, split.table.name))
        .flatMap(({ columns, parentColumns }) =>
          columns.flatMap((column, i) => {
            const name = (parentColumns ?? split.key)[i] ?? "";
            const filled = split.filled.find((value) => sameName(value.column.name, name));
            return filled ? [{ split, column, expression: filled.expression }] : [];
          }),
        ),
    );
  }

  /** Those of them that have a value of their own, which must be the one the new row has. */
  private referring(split: Split): { column: string; expression: string; type: string }[] {
    const added = ofKind(this.changes, "add-column");
    const { names } = this.sides;
    const table = split.declaredSource?.name ?? "";
    return this.references(table).flatMap(({ split: other, column, expression }) => {
      const add = added.find((change) => sameName(change.table, table) && sameName(change.column, column));
      if (other !== split || (add && add.declared.backfill === undefined)) return [];
      const today = names.column(table, column);
      const type = split.filled.find((value) => value.expression === expression)?.type ?? "";
      const same = expression === `${quoteName(split.source.name)}.${quoteName(today)}`;
      return same ? [] : [{ column: today, expression, type }];
    });
  }
}

const textOf = ({ filled }: Split): string => filled.map(({ expression }) => expression).join(" ");
