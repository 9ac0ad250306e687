/** How much of a value is told. */
const most = 60;

/** The beginning of a value, as SQL: enough to know it by. What is longer is a text that ends with …, bytes as they are written in hexadecimal. */
export function begun(value: string): string {
  const bytes = `'x''' || hex(substr(${value}, 1, ${most / 2 - 2})) || '…'`;
  return (
    `CASE typeof(${value}) WHEN 'blob' THEN iif(length(${value}) > ${most / 2 - 2}, ${bytes}, ${value}) ` +
    `WHEN 'text' THEN iif(octet_length(${value}) > ${most} AND (length(${value}) > ${most} OR instr(${value}, char(0)) > 0), substr(${value}, 1, ${most}) || '…', ${value}) ELSE ${value} END`
  );
}
