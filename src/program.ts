#!/usr/bin/env node
import { fileURLToPath } from "node:url";
import { runCompiled } from "./files/compiled.ts";

// The program as it is published: in parts, run as V8 compiled them when the same command was given before.
const [first = ""] = process.argv.slice(2);
runCompiled(fileURLToPath(new URL("./parts/main.js", import.meta.url)), first.startsWith("-") ? "" : first);
