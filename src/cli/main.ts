import * as doctor from "../internal.ts";
import { processIo } from "./io.ts";
import { repeat } from "./repeat.ts";

const argv = process.argv.slice(2);
const io = processIo();
// What parses and carries out a line is loaded only when it must be.
const carryOut = async () => (await import("./run.ts")).run(argv, io);
// Who ends before the answer is known has not answered.
process.exitCode = 2;
// Node itself would first free, piece by piece, what ends with the process anyway.
process.once("beforeExit", () => process.exit());
// Whatever stands in the way of an answer of before is told when the line is carried out.
void repeat({ argv, io }, doctor)
  .catch(() => null)
  .then(async (code) => {
    process.exitCode = code ?? (await carryOut());
  });
