export * from "./tables/index.js";
export { seats as allSeats } from "./tables/seats";
