import * as d from "drizzle-orm";
import * as s from "drizzle-orm/sqlite-core";
import * as parts from "./parts";
export const rooms = s.sqliteTable("rooms", { id: parts.key(), floor: s.integer("floor").notNull().default(parts.GROUND) }, (t) => [
  s.index("rooms_floor").on(t.floor),
  s.check("rooms_floor_range", d.sql`${t.floor} between -2 and 40`),
]);
