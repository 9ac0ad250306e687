import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import fc from "fast-check";
import { describe, it } from "vitest";
import { commandLine } from "../cases/command-line.ts";
import { dump, shell } from "../cases/judge/workbench.ts";
import { hasShell } from "../shell.ts";
import { built, open } from "./content.ts";
import { carryOut, type Edit, edits, notBack } from "./since.ts";
import { rowsSql, schemaSql, type World, worlds } from "./world.ts";

/** How many worlds are tried; each takes five runs of the doctor. */
const runs = Math.ceil(Number(process.env.PROPERTY_RUNS ?? 300) / 5);

/** The doctor at work on one world, in a folder of its own. */
interface Site {
  readonly database: string;
  readonly run: (...words: string[]) => ReturnType<typeof commandLine>;
  readonly content: () => Buffer;
  readonly copy: (content: Buffer) => string;
}

async function check(world: World, list: readonly Edit[]): Promise<void> {
  const content = built(schemaSql(world.before), rowsSql(world));
  fc.pre(content !== null && built(schemaSql(world.after), []) !== null);
  if (content === null) return;
  const folder = mkdtempSync(join(tmpdir(), "world-"));
  try {
    await live(world, list, content, lay(folder, world, content));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function lay(folder: string, world: World, content: Buffer): Site {
  const database = join(folder, "app.db");
  writeFileSync(database, content);
  writeFileSync(join(folder, "model.sql"), schemaSql(world.after));
  const names = ["a", "b c", "rowid", "Order", "new", "New 2"].map((name) => [name, false] as const);
  const renames = { columns: { users: Object.fromEntries(names) } };
  writeFileSync(
    join(folder, "doctor.config.json"),
    JSON.stringify({ database: "app.db", model: ["model.sql"], renames }),
  );
  return {
    database,
    run: (...words) => commandLine(folder, ...words),
    content: () => readFileSync(database),
    copy: (bytes) => {
      writeFileSync(join(folder, "copy.db"), bytes);
      return join(folder, "copy.db");
    },
  };
}

/** Applies the repair, edits, takes it back; whatever is refused must leave every byte. */
async function live(world: World, list: readonly Edit[], content: Buffer, site: Site): Promise<void> {
  const leave = world.allowDestructive ? ["--allow-destructive"] : [];
  const dryRun = await site.run("repair", "--out", "scripts", ...leave);
  const forth = await site.run("repair", "--apply", ...leave);
  if (forth.code === 2) throw new Error(forth.err);
  const repaired = site.content();
  if (!/ {2}applied$/m.test(forth.out)) {
    if (!repaired.equals(content)) throw new Error(`refused, and yet changed:\n${forth.out}`);
    return;
  }
  sameByScript(site, content, dryRun.err);
  const again = await site.run("repair", "--apply", ...leave);
  if (!again.out.includes("nothing to do") && !again.out.includes("LEFT OUT")) throw new Error(again.out);
  const connection = new Database(site.database);
  carryOut(connection, list);
  connection.close();
  const edited = site.content();
  const back = await site.run("rollback", "--apply");
  if (back.code === 2) throw new Error(back.err);
  if (back.code === 1) {
    if (!site.content().equals(edited)) throw new Error(`refused, and yet changed:\n${back.out}`);
    if (list.length === 0) throw new Error(`nothing was done since, and yet:\n${back.out}`);
    return;
  }
  const keepsRowid =
    world.before.key === world.after.key && world.before.withoutRowid === world.after.withoutRowid;
  const states = { repaired: open(repaired), edited: open(edited), back: open(site.content()) };
  const complaints = notBack({ old: open(content), ...states }, keepsRowid);
  if (complaints.length > 0) throw new Error(`${complaints.join("; ")}\n${back.out}`);
}

/** The script in the shell leads to what --apply led to. */
function sameByScript(site: Site, content: Buffer, said: string): void {
  if (!hasShell || !said.includes("scripts")) return;
  const copy = site.copy(content);
  shell(copy, readFileSync(join(site.database, "..", "scripts", "repair.sql"), "utf8"));
  const volatile = /\d{4}-\d\d-\d\d/g;
  if (dump(copy).replace(volatile, "") !== dump(site.database).replace(volatile, ""))
    throw new Error(`the script leads elsewhere:\n${dump(copy)}\n${dump(site.database)}`);
}

describe("repair --apply and rollback --apply of any table", () => {
  it("do what they say, or leave every byte", async () => {
    await fc.assert(fc.asyncProperty(worlds, edits, check), {
      numRuns: runs,
      seed: Number(process.env.PROPERTY_SEED ?? 20_262),
    });
  }, 3_600_000);
});
