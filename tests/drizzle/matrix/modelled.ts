import type { Drift } from "./drift.ts";

/** The tables and views that each project declares. */
export const modelled: Readonly<Record<Drift["project"], ReadonlySet<string>>> = {
  store: new Set(["customers", "orders", "order_lines", "big_orders"]),
  academy: new Set(["uni_departments", "uni_courses", "uni_enrolments", "uni_remarks", "uni_rooms"]),
};
