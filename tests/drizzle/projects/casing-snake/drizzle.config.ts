import { defineConfig } from "drizzle-kit";

export default defineConfig({ dialect: "sqlite", schema: "./schema.ts", out: "./drizzle", casing: "snake_case", dbCredentials: { url: "./app.db" } });
