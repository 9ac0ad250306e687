import { judge } from "./matrix/judge.ts";
import { keys } from "./matrix/keys.ts";

judge(keys);
