const { integer } = require('drizzle-orm/sqlite-core');
const { sql } = require('drizzle-orm');
module.exports = {
  stamps: { at: integer('at').default(sql`(unixepoch())`) },
  kinds: ['a', 'b'],
};
