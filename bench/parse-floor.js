// The least a reader of code can do: ts-morph parses these files, no more. Prints milliseconds; the list of files is read from stdin.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { performance } from "node:perf_hooks";

const paths = readFileSync(0, "utf8").split("\n").filter(Boolean);
const began = performance.now();
const { Project } = createRequire(import.meta.url)("ts-morph");
const loaded = performance.now();
const project = new Project({ skipAddingFilesFromTsConfig: true, skipFileDependencyResolution: true });
let nodes = 0;
for (const path of paths) nodes += project.addSourceFileAtPath(path).getEnd();
const done = performance.now();
process.stderr.write(
  `${JSON.stringify({ loading: loaded - began, parsing: done - loaded, characters: nodes })}\n`,
);
