import { defineConfig } from "drizzle-kit";

export default defineConfig({
  dialect: "sqlite",
  schema: "./schema.ts",
  casing: "snake_case",
  dbCredentials: { url: "./app.db" },
});
