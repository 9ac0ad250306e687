import type { Location } from "../schema/location.ts";
import type { Finding, Severity } from "./issue.ts";

/** Where a finding points, as far as it is known. */
export interface FindingPlace {
  readonly table?: string;
  readonly column?: string;
  readonly location?: Location | null | undefined;
  readonly query?: Finding["query"];
  readonly queryPlans?: NonNullable<Finding["queryPlans"]>;
}

/** Makes a finding; what is not known of its place is null. */
export function finding(severity: Severity, key: string, message: string, place: FindingPlace = {}): Finding {
  return {
    key,
    message,
    severity,
    table: place.table ?? null,
    column: place.column ?? null,
    location: place.location ?? null,
    query: place.query ?? null,
    ...(place.queryPlans ? { queryPlans: place.queryPlans } : {}),
  };
}
