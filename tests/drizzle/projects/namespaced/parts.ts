import { integer } from "drizzle-orm/sqlite-core";
export const GROUND = 0;
export const key = () => integer("id").primaryKey({ autoIncrement: true });
