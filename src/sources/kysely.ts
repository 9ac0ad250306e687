import { declaredBy } from "./declared-by.ts";
import { isTypeScriptPattern } from "./model-files.ts";
import type { ModelSource } from "./source.ts";

/** The `Database` interface of Kysely, found through `Kysely<Database>` or by its name. */
export const kysely: ModelSource = {
  kind: "kysely",
  accepts: isTypeScriptPattern,
  read: (request) => declaredBy("kysely", request),
};
