export * from "./theatres";
export * as seating from "./seats";
export type { Seat } from "./seats";
