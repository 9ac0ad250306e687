import * as core from "drizzle-orm/sqlite-core";
const { sqliteTable, text, integer } = core;
export const devices = sqliteTable("devices", { id: integer().primaryKey(), serial: text("serial").notNull().unique("device_serial") });
const logs = sqliteTable("device_logs", { id: core.integer().primaryKey(), deviceId: core.integer("device_id").references(() => devices.id) });
export { logs as deviceLogs };
export default logs;
