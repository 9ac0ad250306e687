/** What is wrong with a schema by itself, whatever the model says of it. */
export const lints: ReadonlySet<string> = new Set([
  "foreign-key-cycle",
  "inconsistent-column-type",
  "int-primary-key",
  "nullable-unique-column",
  "table-without-primary-key",
  "text-null-default",
]);
