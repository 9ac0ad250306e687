import { table, id, integer } from "./core";
import theatres from "./theatres";
export const seats = table("seats", { id: id(), theatreId: integer("theatre_id").references(() => theatres.id, { onDelete: "set null" }) });
export type Seat = typeof seats.$inferSelect;
