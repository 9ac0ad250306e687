import { declaredBy } from "./declared-by.ts";
import { isTypeScriptPattern } from "./model-files.ts";
import type { ModelSource } from "./source.ts";

/** Plain interfaces, types and classes, marked `@table` or exported from files of an `exported:` pattern. */
export const types: ModelSource = {
  kind: "types",
  accepts: isTypeScriptPattern,
  read: (request) => declaredBy("types", request),
};
