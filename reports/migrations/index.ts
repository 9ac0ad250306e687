export { drizzle } from "./drizzle.ts";
export { knex } from "./knex.ts";
export { kysely } from "./kysely.ts";
