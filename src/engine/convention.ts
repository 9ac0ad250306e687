/** The conventions there are, each checked by a rule of its own. */
export const conventionNames = [
  "tableNames",
  "columnNames",
  "foreignKeyNames",
  "indexNames",
  "uniqueNames",
  "primaryKey",
  "foreignKeyIndexes",
  "foreignKeyActions",
  "timestamps",
  "updatedAtTrigger",
  "textTypes",
  "booleans",
  "statusTables",
  "auditTrail",
] as const;

export type Convention = (typeof conventionNames)[number];
