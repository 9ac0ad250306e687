import { beside } from "./matrix/beside.ts";
import { indexes } from "./matrix/indexes.ts";
import { judge } from "./matrix/judge.ts";

judge([...indexes, ...beside]);
