import { parentPort, workerData } from "node:worker_threads";
import { type Assignment, labourer } from "./assignment.ts";

// A thread of a fleet run: it is given paths, one at a time, and answers what it found.

const assignment: Assignment = workerData;
const work = labourer(assignment);

parentPort?.on("message", (path: string) => {
  parentPort?.postMessage(work(path));
});
