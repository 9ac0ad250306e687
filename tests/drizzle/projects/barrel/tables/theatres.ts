import { table, text, id } from "./core";
export const theatres = table("theatres", { id: id(), name: text("name").notNull() });
export default theatres;
