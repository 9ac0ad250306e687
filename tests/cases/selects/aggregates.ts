import { selectsOf } from "./known-select.ts";
import { bookshop, booksOnSale } from "./schemas.ts";

const empty = { witness: "" };

/** What aggregates give over no rows, over all rows, and by group. */
export const aggregates = selectsOf(bookshop, booksOnSale, [
  [
    "count of rows and of a column",
    "SELECT COUNT(*) AS total, count(pages) AS known FROM books",
    ["total number", "known number"],
    empty,
  ],
  [
    "count by group",
    "SELECT author_id, count(*) AS n FROM books GROUP BY author_id",
    ["author_id number?", "n number"],
  ],
  ["count of distinct values", "SELECT count(DISTINCT author_id) n FROM books", ["n number"]],
  [
    "aggregates of NOT NULL columns over all rows",
    "SELECT sum(price), avg(price), min(title), max(stock) FROM books",
    ["sum(price) number?", "avg(price) number?", "min(title) string?", "max(stock) number?"],
    empty,
  ],
  [
    "aggregates of NOT NULL columns by group",
    "SELECT author_id, sum(stock) s, avg(price) a, min(title) t, max(price) m FROM books GROUP BY author_id",
    ["author_id number?", "s number", "a number", "t string", "m number"],
  ],
  [
    "aggregates of nullable columns by group",
    "SELECT title, sum(pages) s, avg(discount) a, min(subtitle) t, max(pages) m FROM books GROUP BY title",
    ["title string", "s number?", "a number?", "t string?", "m number?"],
  ],
  [
    "a group that is not in the result",
    "SELECT max(stars) AS best FROM reviews GROUP BY book_id",
    ["best number"],
  ],
  [
    "a group by position",
    "SELECT substr(title, 1, 1) AS initial, count(*) AS n FROM books GROUP BY 1 ORDER BY 2 DESC",
    ["initial string", "n number"],
  ],
  [
    "a group with HAVING",
    "SELECT reader, count(*) AS n, avg(stars) AS mean FROM reviews GROUP BY reader HAVING count(*) > 1",
    ["reader string", "n number", "mean number"],
  ],
  [
    "HAVING that takes NULLs away",
    "SELECT author_id, sum(pages) AS pages FROM books GROUP BY author_id HAVING sum(pages) > 100",
    ["author_id number?", "pages number"],
    {
      witness:
        "INSERT INTO books (author_id, title, price, pages) VALUES (NULL, 'Beowulf', 5, 300), (1, 'Slim', 5, NULL);",
    },
  ],
  [
    "HAVING upon the group's column",
    "SELECT author_id, max(pages) AS longest FROM books GROUP BY author_id HAVING author_id IS NOT NULL",
    ["author_id number", "longest number?"],
    { witness: "INSERT INTO books (author_id, title, price) VALUES (NULL, 'Beowulf', 5), (1, 'Slim', 5);" },
  ],
  [
    "a filtered count",
    "SELECT count(*) FILTER (WHERE pages > 400) AS long, count(*) AS n FROM books",
    ["long number", "n number"],
    empty,
  ],
  [
    "a filtered sum by group",
    "SELECT author_id, sum(stock) FILTER (WHERE price > 6) AS dear FROM books GROUP BY author_id",
    ["author_id number?", "dear number?"],
  ],
  [
    "group_concat",
    "SELECT group_concat(title) AS all_titles, group_concat(title, '; ') AS listed FROM books",
    ["all_titles string?", "listed string?"],
    empty,
  ],
  [
    "group_concat by group",
    "SELECT book_id, group_concat(reader, ', ') AS readers, group_concat(comment) AS said FROM reviews GROUP BY book_id",
    ["book_id number", "readers string", "said string?"],
    { witness: "INSERT INTO reviews VALUES (1, 'ann', 5, NULL);" },
  ],
  ["string_agg", "SELECT string_agg(reader, '/') AS readers FROM reviews", ["readers string?"], empty],
  [
    "total is never NULL",
    "SELECT total(discount) AS given, total(pages) FROM books",
    ["given number", "total(pages) number"],
    empty,
  ],
  [
    "a sum with a stand-in",
    "SELECT COALESCE(SUM(pages), 0) AS pages, IFNULL(avg(price), 0.0) AS mean FROM books",
    ["pages number", "mean number"],
    empty,
  ],
  [
    "a sum with a stand-in that may be missing",
    "SELECT COALESCE(sum(stock), max(pages)) AS n FROM books",
    ["n number?"],
    empty,
  ],
  [
    "a sum of a product",
    "SELECT sum(price * stock) AS worth FROM books WHERE stock > 0",
    ["worth number?"],
    empty,
  ],
  [
    "a sum of conditions",
    "SELECT sum(pages IS NULL) AS unknown, sum(CASE WHEN stock = 0 THEN 1 ELSE 0 END) AS sold FROM books",
    ["unknown number?", "sold number?"],
    empty,
  ],
  [
    "sums of conditions by group",
    `SELECT book_id, SUM(CASE WHEN stars >= 4 THEN 1 ELSE 0 END) AS good, SUM(CASE WHEN stars < 2 THEN 1 END) AS bad
     FROM reviews GROUP BY book_id`,
    ["book_id number", "good number", "bad number?"],
  ],
  [
    "a plain column beside an aggregate of all rows",
    "SELECT title, max(price) AS price FROM books",
    ["title string?", "price number?"],
    empty,
  ],
  [
    "a literal beside an aggregate of all rows",
    "SELECT 'books' AS what, count(*) AS n FROM books",
    ["what string", "n number"],
    empty,
  ],
  [
    "a plain column beside an aggregate of a group",
    "SELECT a.id, a.name, a.biography, count(b.id) AS books FROM authors a LEFT JOIN books b ON b.author_id = a.id GROUP BY a.id",
    ["id number", "name string", "biography string?", "books number"],
  ],
  [
    "aggregates over a left join",
    `SELECT a.name, count(b.id) AS books, sum(b.stock) AS stock, max(b.price) AS dearest, group_concat(b.title) AS titles,
       COALESCE(sum(b.stock), 0) AS in_stock
     FROM authors a LEFT JOIN books b ON b.author_id = a.id GROUP BY a.id ORDER BY in_stock DESC`,
    ["name string", "books number", "stock number?", "dearest number?", "titles string?", "in_stock number"],
  ],
  [
    "aggregates over a left join of the left table",
    "SELECT b.title, max(a.id) AS author, min(b.price) AS price FROM books b LEFT JOIN authors a ON a.id = b.author_id GROUP BY b.id",
    ["title string", "author number?", "price number"],
  ],
  [
    "a group of the left-joined table",
    "SELECT a.name, count(*) AS books FROM books b LEFT JOIN authors a ON a.id = b.author_id GROUP BY a.id",
    ["name string?", "books number"],
  ],
  [
    "json_group_array",
    "SELECT json_group_array(title) AS titles, json_group_object(id, pages) AS pages FROM books",
    ["titles string", "pages string"],
    empty,
  ],
  [
    "json_group_array by group",
    "SELECT a.name, json_group_array(json_object('id', b.id, 'title', b.title)) AS books FROM authors a LEFT JOIN books b ON b.author_id = a.id GROUP BY a.id",
    ["name string", "books string"],
  ],
  [
    "the whole rounded",
    "SELECT round(avg(stars), 1) AS mean FROM reviews WHERE book_id = ?",
    ["mean number?"],
    { parameters: [1], witness: "" },
  ],
  [
    "an aggregate in brackets and a sum",
    "SELECT (count(*) + 1) AS next, (max(id)) + 1 AS after FROM books",
    ["next number", "after number?"],
    empty,
  ],
  [
    "the larger of two is no aggregate",
    "SELECT max(price, 5) AS dear, min(pages, stock) AS few FROM books",
    ["dear number", "few number?"],
  ],
  [
    "min and max of what has no affinity",
    "SELECT min(published_on) AS first, max(cover) AS cover FROM books",
    ["first any?", "cover bytes?"],
    empty,
  ],
  [
    "an aggregate of distinct groups",
    "SELECT avg(n) AS mean FROM (SELECT count(*) AS n FROM reviews GROUP BY book_id)",
    ["mean number?"],
    empty,
  ],
  [
    "a group of nothing but a condition",
    "SELECT price > 6 AS dear, count(*) AS n FROM books GROUP BY price > 6",
    ["dear number", "n number"],
  ],
]);
