#!/usr/bin/env node
import { join } from "node:path";
import { setFlagsFromString } from "node:v8";
import { runCompiled } from "./files/compiled.ts";

// The program as it is published: in parts, run as V8 compiled them when the same command was given before.

// What Node has compiled of itself it compiles anew once a flag is set: what most runs need is loaded before.
for (const name of ["node:assert", "node:net", "node:os"]) process.getBuiltinModule(name);

// V8 forgets what it compiled of functions that were not called for a while: after a first run on a large model little
// of the beginning would be kept, and each later run took a fifth longer.
setFlagsFromString("--no-flush-bytecode");

// The V8 of Node 20 optimises so early that most runs end before it has paid: told to wait longer it takes an eighth less
// time and a quarter less of the processor's. What is young it collects from ever more room, which takes 40 MB: it is given
// 4 MB at once, and no more, which saves 4 % of the time. What is old it collects once there is four times as much, which
// takes up to 20 MB and saves 3 % of the time at 1,000 tables, and begins to mark long before: most runs end before that
// has paid, too. Later ones count otherwise, and call the first option unknown.
if (process.versions.v8.startsWith("11.")) {
  fill();
  for (const flag of [
    "--interrupt-budget=400000",
    "--semi-space-growth-factor=1",
    "--heap-growing-percent=60",
    "--no-incremental-marking",
  ])
    setFlagsFromString(flag);
}
const [first = ""] = process.argv.slice(2);
runCompiled(join(import.meta.dirname, "parts/main.js"), first.startsWith("-") ? "" : first);

/** Fills the room for what is young, which V8 makes larger therefore: a megabyte that is in use. */
function fill(): unknown {
  return Array.from({ length: 12 }, () => new Array(12_000));
}
