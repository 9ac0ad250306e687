import { defineConfig } from "vitest/config";

export default defineConfig({
  // `CACHED=1 npm test` keeps what is read of models and code, as a built doctor does.
  define: process.env.CACHED ? { __BUILD__: JSON.stringify(`tests of ${new Date().toISOString()}`) } : {},
  test: {
    include: ["tests/**/*.test.ts"],
    globalSetup: "./tests/temporary-folder.ts",
    reporters: ["default", "./tests/closing-line.ts"],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    pool: "forks",
  },
});
