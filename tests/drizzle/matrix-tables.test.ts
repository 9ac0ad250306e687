import { judge } from "./matrix/judge.ts";
import { columns, tables } from "./matrix/tables.ts";

judge([...tables, ...columns]);
