/** What may happen to a row of a table. */
export type RowEvent = "insert" | "update" | "delete";

export const rowEvents: readonly RowEvent[] = ["insert", "update", "delete"];

/** The name of the table in which the audit trail convention keeps what happens to rows. */
export const auditLog = "audit_logs";

/** A table that can take an audit trail, and how its entries are written. */
export interface TrailLog {
  readonly name: string;
  /** What it calls the events. */
  readonly actions: Readonly<Record<RowEvent, string>>;
  /** Whether each entry must name a row: one without a key is then called ''. */
  readonly needsRow: boolean;
  /** Whether an entry must state its time, because the table has no default for it. */
  readonly needsTime: boolean;
}

/** A trigger of a trail that is to be made. */
export interface TrailTrigger {
  readonly event: RowEvent;
  readonly name: string;
}
