import { expect, test } from "vitest";
import { openMemory } from "../../src/database/memory.ts";

test("memory says what SQLite thinks of a statement, and keeps nothing of it", () => {
  const memory = openMemory();
  expect(memory.complaint("CREATE TABLE books (id)")).toBeNull();
  expect(memory.complaint("SELECT id FROM books")).toBe("no such table: books");
  expect(memory.complaint("SELECT id FROM books", "CREATE TABLE books (id)")).toBeNull();
  expect(memory.complaint("SELECT id FROM books")).toBe("no such table: books");
  expect(memory.complaint("SELEC 1")).toContain("syntax error");
  expect(memory.complaint("SELECT 1", "CREATE TABLE books (")).toContain("incomplete input");
  memory.close();
});

test("memory takes one statement, no more and no less", () => {
  const memory = openMemory();
  expect(memory.complaint("SELECT 1; SELECT 2")).toMatch(/more than one statement/);
  expect(memory.complaint("-- nothing")).toMatch(/no statements/);
  memory.close();
});
