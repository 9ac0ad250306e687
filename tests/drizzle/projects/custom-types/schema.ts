import { customType, index, sqliteTable, integer } from "drizzle-orm/sqlite-core";
const nocase = customType<{ data: string }>({ dataType: () => "text COLLATE NOCASE" });
const decimal = customType<{ data: number; config: { precision: number; scale?: number } }>({
  dataType(config) {
    if (config?.scale !== undefined) return `decimal(${config.precision}, ${config.scale})`;
    return config ? `decimal(${config.precision})` : "decimal";
  },
});
const isoDate = customType<{ data: Date; driverData: string }>({
  dataType() { return "text"; },
  toDriver(value: Date) { return value.toISOString(); },
  fromDriver(value: string) { return new Date(value); },
});
const vector = customType<{ data: number[]; config: { dimensions: number } }>({ dataType: (c) => `F32_BLOB(${c!.dimensions})` });
export const measures = sqliteTable("measures", {
  id: integer("id").primaryKey(),
  label: nocase("label").notNull().unique(),
  price: decimal("price", { precision: 10, scale: 2 }),
  weight: decimal({ precision: 5 }),
  takenAt: isoDate("taken_at"),
  embedding: vector("embedding", { dimensions: 8 }),
}, (t) => [index("measures_label").on(t.label)]);
