import { judgePairs } from "./judge/run-pairs.ts";

await judgePairs(1);
