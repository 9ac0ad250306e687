import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { expect, test } from "vitest";
import { openDatabase } from "../../src/database/open.ts";
import { makePrivateFolder } from "../../src/database/private-folder.ts";
import { buildDatabase } from "./sample.ts";

test("only its owner can enter a private folder, and it goes when it is removed", () => {
  const folder = makePrivateFolder();
  expect(statSync(folder.path).mode & 0o777).toBe(0o700);
  folder.remove();
  expect(existsSync(folder.path)).toBe(false);
});

test("a private folder goes with whatever is in it", () => {
  const folder = makePrivateFolder();
  writeFileSync(join(folder.path, "copy.db"), "");
  mkdirSync(join(folder.path, "inner"));
  folder.remove();
  expect(existsSync(folder.path)).toBe(false);
});

test("closing a database removes its private copy", () => {
  const database = openDatabase(buildDatabase("CREATE TABLE users (id)"));
  expect(statSync(database.file).mode & 0o077).toBe(0);
  expect(existsSync(database.file)).toBe(true);
  database.close();
  expect(existsSync(dirname(database.file))).toBe(false);
});

test("what a killed process left is removed by the next, what a living one uses is not", () => {
  const own = makePrivateFolder();
  const dead = spawnSync(process.execPath, ["-e", ""]).pid;
  const pattern = basename(own.path).replace(`-${process.pid}-`, `-${dead}-`);
  const left = join(tmpdir(), `${pattern}left`);
  mkdirSync(left);
  makePrivateFolder().remove();
  expect(existsSync(left)).toBe(false);
  expect(existsSync(own.path)).toBe(true);
  own.remove();
  expect(readdirSync(tmpdir())).not.toContain(basename(own.path));
});
