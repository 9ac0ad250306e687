/** The five column affinities. https://www.sqlite.org/datatype3.html#type_affinity */
export type Affinity = "INTEGER" | "TEXT" | "BLOB" | "REAL" | "NUMERIC";

/**
 * The affinity SQLite gives a declared type, by its five rules in their order.
 * https://www.sqlite.org/datatype3.html#determination_of_column_affinity
 */
export function affinityOf(declaredType: string): Affinity {
  const type = declaredType.toUpperCase();
  if (type.includes("INT")) return "INTEGER";
  if (type.includes("CHAR") || type.includes("CLOB") || type.includes("TEXT")) return "TEXT";
  if (type === "" || type.includes("BLOB")) return "BLOB";
  if (type.includes("REAL") || type.includes("FLOA") || type.includes("DOUB")) return "REAL";
  return "NUMERIC";
}

/** The affinity of a column: as `affinityOf`, except that ANY in a STRICT table converts nothing. https://www.sqlite.org/stricttables.html */
export function columnAffinity(declaredType: string, strict: boolean): Affinity {
  return strict && declaredType.toUpperCase() === "ANY" ? "BLOB" : affinityOf(declaredType);
}

/** Whether two affinities make the same of every value: INTEGER and NUMERIC differ in CAST alone. https://www.sqlite.org/datatype3.html */
export function sameAffinity(a: Affinity, b: Affinity): boolean {
  const plain = (affinity: Affinity): Affinity => (affinity === "INTEGER" ? "NUMERIC" : affinity);
  return plain(a) === plain(b);
}
