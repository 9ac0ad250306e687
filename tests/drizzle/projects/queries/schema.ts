import { sqliteTable, sqliteView, integer, text, numeric, alias, union, unionAll, except, QueryBuilder } from "drizzle-orm/sqlite-core";
import { eq, gt, sql, count, countDistinct, sum, desc, and, inArray, exists, getTableColumns, isNull, lt, avg, max } from "drizzle-orm";

export const authors = sqliteTable("authors", {
  id: integer("id").primaryKey(),
  fullName: text("full_name").notNull(),
  mentorId: integer("mentor_id"),
  royalties: numeric("royalties", { mode: "bigint" }),
});
export const books = sqliteTable("books", {
  id: integer("id").primaryKey(),
  title: text("title").notNull(),
  authorId: integer("author_id").references(() => authors.id),
  price: integer("price"),
  soldAt: integer("sold_at", { mode: "timestamp" }),
});
export const sales = sqliteTable("sales", { bookId: integer("book_id"), amount: integer("amount"), at: integer("at") });
const mentors = alias(authors, "mentors");

export const withCte = sqliteView("with_cte").as((qb) => {
  const totals = qb.$with("totals").as(
    qb.select({ bookId: sales.bookId, total: sum(sales.amount).as("total") }).from(sales).groupBy(sales.bookId),
  );
  return qb.with(totals).select({ title: books.title, total: totals.total, key: totals.bookId }).from(books)
    .innerJoin(totals, eq(books.id, totals.bookId)).where(gt(totals.total, 10)).orderBy(desc(totals.total));
});
export const twoCtes = sqliteView("two_ctes").as((qb) => {
  const cheap = qb.$with("cheap").as((q) => q.select().from(books).where(lt(books.price, 500)));
  const named = qb.$with("named").as(qb.with(cheap).select({ id: cheap.id, title: cheap.title }).from(cheap));
  return qb.with(cheap, named).select().from(named);
});
export const rawCte = sqliteView("raw_cte").as((qb) => {
  const raw = qb.$with("raw", { n: sql<number>`n`.as("n") }).as(sql`select 1 as n`);
  return qb.with(raw).select({ n: raw.n }).from(raw);
});
export const fromSubquery = sqliteView("from_subquery").as((qb) => {
  const sq = qb.select({ author: books.authorId, n: count().as("n") }).from(books).groupBy(books.authorId).as("sq");
  return qb.select().from(sq).where(gt(sq.n, 2)).limit(5).offset(1);
});
export const joinSubquery = sqliteView("join_subquery").as((qb) => {
  const sq = qb.select({ author: books.authorId, n: count(books.id).as("n"), dear: max(books.price).as("dear") }).from(books).groupBy(books.authorId).as("sq");
  return qb.select({ name: authors.fullName, n: sq.n, author: sq.author }).from(authors).leftJoin(sq, eq(sq.author, authors.id)).orderBy(sq.n, desc(authors.fullName));
});
export const selfJoin = sqliteView("self_join").as((qb) =>
  qb.select({ who: authors.fullName, by: sql<string>`upper(${mentors.fullName})`.as("by") }).from(authors).leftJoin(mentors, eq(authors.mentorId, mentors.id)));
export const fromAlias = sqliteView("from_alias").as((qb) => qb.select({ id: mentors.id, royalties: mentors.royalties }).from(mentors).where(isNull(mentors.mentorId)));
export const joinsAll = sqliteView("joins_all").as((qb) =>
  qb.select({ a: authors.id, r: authors.royalties, b: sql`${books.id} + 1`.as("b") }).from(authors).rightJoin(books, eq(books.authorId, authors.id)).fullJoin(sales, eq(sales.bookId, books.id)));
export const crossed = sqliteView("crossed").as((qb) => qb.select({ t: books.title, n: authors.fullName }).from(books).crossJoin(authors));
export const unioned = sqliteView("unioned").as((qb) =>
  qb.select({ id: books.id, name: books.title }).from(books).union(qb.select({ id: authors.id, name: authors.fullName }).from(authors)).orderBy(books.title, sql`${books.id} desc`).limit(10).offset(2));
export const threeUnions = sqliteView("three_unions").as((qb) =>
  unionAll(qb.select({ id: books.id }).from(books), qb.select({ id: authors.id }).from(authors), qb.select({ id: sales.bookId }).from(sales)));
export const functionUnion = sqliteView("function_union").as((qb) => qb.select({ id: books.id }).from(books).unionAll(({ union: u }) => u(qb.select({ id: authors.id }).from(authors), qb.select({ id: sales.bookId }).from(sales))));
export const excepted = sqliteView("excepted").as((qb) => except(qb.select({ id: authors.id }).from(authors), qb.select({ id: books.authorId }).from(books).where(gt(books.price, 3))).limit(3));
export const standalone = sqliteView("standalone").as(new QueryBuilder().select().from(books).where(eq(books.soldAt, new Date(5000))));
export const subselects = sqliteView("subselects").as((qb) =>
  qb.select({ id: authors.id, n: sql<number>`(${qb.select({ n: count() }).from(books).where(eq(books.authorId, authors.id))})`.as("n") }).from(authors)
    .where(and(inArray(authors.id, qb.select({ id: books.authorId }).from(books)), exists(qb.select({ one: sql`1` }).from(sales)))));
export const having = sqliteView("having_view").as((qb) =>
  qb.select({ author: books.authorId, n: countDistinct(books.title).as("n"), mean: avg(books.price).as("mean") }).from(books)
    .groupBy(({ author }) => author).having(({ n }) => gt(n, 1)).orderBy(({ n, mean }) => [desc(n), mean]));
export const onFunction = sqliteView("on_function").as((qb) => qb.select({ id: books.id, x: sql`1`.as("x"), author: authors.id }).from(books).innerJoin(authors, ({ id }) => eq(id, authors.id)));
export const spread = sqliteView("spread").as((qb) => qb.select({ ...getTableColumns(books), name: authors.fullName }).from(books).innerJoin(authors, eq(authors.id, books.authorId)));
export const nested = sqliteView("nested").as((qb) => qb.select({ book: { id: books.id, title: books.title }, author: { name: authors.fullName } }).from(books).innerJoin(authors, eq(authors.id, books.authorId)));
export const stacked = sqliteView("stacked").as((qb) => qb.select({ title: withCte.title, total: withCte.total, z: selfJoin.by }).from(withCte).innerJoin(selfJoin, eq(selfJoin.who, withCte.title)).where(gt(withCte.total, 1)));
export const wholeView = sqliteView("whole_view").as((qb) => qb.select().from(withCte));
export const fromSql = sqliteView("from_sql").as((qb) => qb.select({ id: sql`b.id`.as("id") }).from(sql`books b`).innerJoin(sql`authors a`, sql`a.id = b.author_id`).where(sql`b.price > ${5}`));
export const lastWins = sqliteView("last_wins").as((qb) => qb.select().from(sales).where(gt(sales.at, 1)).where(gt(sales.at, 2)).limit(1).limit(2).$dynamic());
export const manual = sqliteView("manual", { id: integer("id"), name: text() }).as(sql`select ${books.id}, ${books.title} as name from ${books}`);
export const onManual = sqliteView("on_manual").as((qb) => qb.select().from(manual).where(eq(manual.name, "x")));
export const distinct = sqliteView("distinct_view").as((qb) => qb.selectDistinct({ id: books.authorId }).from(books).orderBy(sql`${books.authorId} desc nulls last`));
