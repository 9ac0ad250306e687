const { sqliteTable, text, integer, primaryKey, index } = require('drizzle-orm/sqlite-core');
const { sql } = require('drizzle-orm');
const { stamps, kinds } = require('./parts');
const orm = require('drizzle-orm/sqlite-core');

const states = sqliteTable('states', { code: text('code').primaryKey(), sort: integer('sort').notNull() });
const moves = sqliteTable('moves', {
  from: text('from_state').notNull().references(() => states.code),
  to: text('to_state').notNull().references(() => states.code),
  kind: text('kind', { enum: kinds }).default(kinds[0]),
  ...stamps,
}, (t) => ({ pk: primaryKey({ columns: [t.from, t.to] }), i: index('moves_to').on(t.to) }));
exports.extra = orm.sqliteTable('extra', { id: orm.integer('id').primaryKey(), said: orm.text('said').default(sql`CURRENT_TIMESTAMP`) });
module.exports.moves = moves;
exports.states = states;
