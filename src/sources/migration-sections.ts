const marker =
  /^[ \t]*--[ \t]*(?:\+goose[ \t]+|\+migrate[ \t]+|\+micrate[ \t]+|migrate:[ \t]*|@)?(up|down)\b(?:[ \t]+migration)?[^\n]*$/gim;

/**
 * The text of a migration without its way back: what stands between a "down" line of dbmate, goose,
 * sql-migrate, micrate, node-pg-migrate or sqlite's migrate() and the next "up" line becomes blank. Places stay.
 */
export function withoutDown(sql: string): string {
  const markers = [...sql.matchAll(marker)].map((match) => ({
    at: match.index,
    up: match[1]?.toLowerCase() === "up",
  }));
  if (!markers.some(({ up }) => up)) return sql;
  let text = sql;
  markers.forEach(({ at, up }, i) => {
    const end = markers[i + 1]?.at ?? sql.length;
    if (!up) text = text.slice(0, at) + text.slice(at, end).replace(/[^\n]/g, " ") + text.slice(end);
  });
  return text;
}
