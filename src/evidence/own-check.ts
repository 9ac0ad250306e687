/** A question of the project's own: a SELECT that returns the offending rows. */
export interface OwnCheck {
  readonly name: string;
  readonly severity: "critical" | "high" | "medium" | "info";
  /** Why it matters; "" where the project does not say. */
  readonly why: string;
  readonly sql: string;
}
