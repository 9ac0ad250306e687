import { facets } from "./matrix/facets.ts";
import { judge } from "./matrix/judge.ts";

judge(facets);
