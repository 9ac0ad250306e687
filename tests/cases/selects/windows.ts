import { selectsOf } from "./known-select.ts";
import { bookshop, booksOnSale } from "./schemas.ts";

/** What window functions give: at the edges of the partition, outside the frame, over NULLs. */
export const windows = selectsOf(bookshop, booksOnSale, [
  [
    "numbers of rows",
    "SELECT row_number() OVER (ORDER BY price) AS n, rank() OVER (ORDER BY price) AS r, dense_rank() OVER (ORDER BY price) AS d FROM books",
    ["n number", "r number", "d number"],
  ],
  [
    "shares of rows",
    "SELECT ntile(4) OVER w AS quarter, percent_rank() OVER w AS p, cume_dist() OVER w AS c FROM books WINDOW w AS (ORDER BY price)",
    ["quarter number", "p number", "c number"],
  ],
  [
    "the row before and the row after",
    "SELECT title, lag(title) OVER (ORDER BY id) AS before, lead(price) OVER (ORDER BY id) AS next FROM books",
    ["title string", "before string?", "next number?"],
  ],
  [
    "the row before, with a stand-in",
    "SELECT lag(stock, 1, 0) OVER (ORDER BY id) AS before, lag(pages, 1, 0) OVER (ORDER BY id) AS pages FROM books",
    ["before number", "pages number?"],
  ],
  [
    "running sums",
    "SELECT sum(stock) OVER (ORDER BY id) AS so_far, sum(pages) OVER (ORDER BY id) AS pages FROM books",
    ["so_far number", "pages number?"],
    { witness: "INSERT INTO books (title, price) VALUES ('Beowulf', 5);" },
  ],
  [
    "sums and counts over partitions",
    `SELECT author_id, count(*) OVER (PARTITION BY author_id) AS n, avg(price) OVER (PARTITION BY author_id) AS mean,
       max(pages) OVER (PARTITION BY author_id) AS longest FROM books`,
    ["author_id number?", "n number", "mean number", "longest number?"],
  ],
  [
    "a total beside each row",
    "SELECT title, price, price / sum(price) OVER () AS share, count(*) OVER () AS total FROM books LIMIT 20",
    ["title string", "price number", "share number?", "total number"],
    { witness: "INSERT INTO books (title, price) VALUES ('Free', 0);" },
  ],
  [
    "frames without the current row",
    `SELECT sum(stock) OVER (ORDER BY id ROWS BETWEEN 2 PRECEDING AND 1 PRECEDING) AS s,
       count(*) OVER (ORDER BY id ROWS BETWEEN 2 PRECEDING AND 1 PRECEDING) AS n FROM books`,
    ["s number?", "n number"],
  ],
  [
    "a frame that excludes the current row",
    "SELECT max(price) OVER (ORDER BY id ROWS BETWEEN 1 PRECEDING AND 1 FOLLOWING EXCLUDE CURRENT ROW) AS beside FROM books",
    ["beside number?"],
    { witness: "INSERT INTO books (title, price) VALUES ('Beowulf', 5);" },
  ],
  [
    "a moving mean",
    "SELECT avg(stars) OVER (PARTITION BY book_id ORDER BY reader ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) AS mean FROM reviews",
    ["mean number"],
  ],
  [
    "first, last and third",
    `SELECT first_value(title) OVER w AS first, last_value(pages) OVER w AS last, nth_value(title, 3) OVER w AS third
     FROM books WINDOW w AS (ORDER BY id)`,
    ["first string", "last number?", "third string?"],
  ],
  [
    "a filtered window",
    "SELECT count(*) FILTER (WHERE stock > 0) OVER () AS n, sum(stock) FILTER (WHERE stock > 2) OVER (ORDER BY id) AS s FROM books",
    ["n number", "s number?"],
    { witness: "INSERT INTO books (title, price) VALUES ('Beowulf', 5);" },
  ],
  [
    "the best of each group",
    `SELECT title, price FROM
       (SELECT title, price, row_number() OVER (PARTITION BY author_id ORDER BY price DESC) AS place FROM books) WHERE place = 1`,
    ["title string", "price number"],
  ],
  [
    "a window over groups",
    "SELECT reader, count(*) AS n, rank() OVER (ORDER BY count(*) DESC) AS place, sum(count(*)) OVER () AS all_in_all FROM reviews GROUP BY reader",
    ["reader string", "n number", "place number", "all_in_all number"],
  ],
  [
    "the difference from the row before",
    "SELECT id, price - lag(price) OVER (ORDER BY id) AS change FROM books",
    ["id number", "change number?"],
  ],
]);
