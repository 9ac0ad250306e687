import { selectsOf } from "./known-select.ts";
import { bookshop, booksOnSale } from "./schemas.ts";

/** Operators, CASE, stand-ins, casts and literals. */
export const expressions = selectsOf(bookshop, booksOnSale, [
  [
    "a stand-in that is a literal",
    "SELECT COALESCE(subtitle, '') AS subtitle, IFNULL(pages, 0) AS pages FROM books",
    ["subtitle string", "pages number"],
  ],
  [
    "a stand-in that is a column",
    "SELECT coalesce(subtitle, title) AS heading, ifnull(subtitle, NULL) AS none FROM books",
    ["heading string", "none string?"],
  ],
  [
    "stand-ins that are all nullable",
    "SELECT COALESCE(pages, author_id) AS n FROM books",
    ["n number?"],
    { witness: "INSERT INTO books (title, price) VALUES ('Beowulf', 5);" },
  ],
  ["a stand-in of another kind", "SELECT COALESCE(pages, 'unknown') AS pages FROM books", ["pages any"]],
  [
    "a stand-in that is a parameter",
    "SELECT COALESCE(subtitle, ?) AS subtitle FROM books",
    ["subtitle any?"],
    { parameters: [null] },
  ],
  ["stand-ins of three", "SELECT COALESCE(discount, pages, price) AS n FROM books", ["n number"]],
  [
    "NULLIF",
    "SELECT NULLIF(stock, 0) AS stock, nullif(title, '') AS title FROM books",
    ["stock number?", "title string?"],
    {
      witness: "INSERT INTO books (title, price, stock) VALUES ('', 5, 0);",
    },
  ],
  [
    "IIF",
    "SELECT iif(stock > 0, 'yes', 'no') AS there, IIF(pages > 100, pages, NULL) AS long FROM books",
    ["there string", "long number?"],
  ],
  ["IIF without an else", "SELECT iif(stock > 0, title) AS there FROM books", ["there string?"]],
  [
    "CASE with ELSE",
    "SELECT CASE WHEN pages > 400 THEN 'long' WHEN pages > 100 THEN 'short' ELSE 'unknown' END AS length FROM books",
    ["length string"],
  ],
  [
    "CASE without ELSE",
    "SELECT CASE WHEN stock > 0 THEN 'in stock' END AS there FROM books",
    ["there string?"],
  ],
  [
    "CASE of a value",
    "SELECT CASE stars WHEN 5 THEN 'great' WHEN 1 THEN 'poor' ELSE 'fair' END AS said FROM reviews",
    ["said string"],
  ],
  [
    "CASE of a value without ELSE",
    "SELECT case stars when 5 then 1 when 3 then 0.5 end AS weight FROM reviews",
    ["weight number?"],
  ],
  [
    "CASE with a nullable branch",
    "SELECT CASE WHEN stock > 0 THEN title ELSE subtitle END AS shown FROM books",
    ["shown string?"],
  ],
  [
    "CASE with branches of two kinds",
    "SELECT CASE WHEN stock > 0 THEN stock ELSE 'sold out' END AS left FROM books",
    ["left any"],
  ],
  [
    "CASE with ELSE NULL",
    "SELECT CASE WHEN stock > 0 THEN price ELSE NULL END AS price FROM books",
    ["price number?"],
  ],
  [
    "CASE that asks whether its column is there",
    "SELECT CASE WHEN subtitle IS NOT NULL THEN title || ': ' || subtitle ELSE title END AS full FROM books",
    ["full string"],
  ],
  [
    "arithmetic",
    "SELECT price * stock AS worth, price - discount AS net, stock + 1 AS more, -pages AS less FROM books",
    ["worth number", "net number?", "more number", "less number?"],
  ],
  [
    "division by a number",
    "SELECT stock / 2 AS half, price / 100.0 AS p, stock % 10 AS digit, pages / 2 AS sheets FROM books",
    ["half number", "p number", "digit number", "sheets number?"],
  ],
  [
    "division by a column that may be zero",
    "SELECT price / stock AS each, stock % stock AS rest FROM books",
    ["each number?", "rest number?"],
  ],
  [
    "division by a column that may be zero, as a real",
    "SELECT 100.0 * stars / (stars - 3) AS share FROM reviews",
    ["share number?"],
  ],
  [
    "division by nothing but zero",
    "SELECT 1 / 0 AS broken, 5 % 0 AS rest",
    ["broken number?", "rest number?"],
  ],
  ["division by a parameter", "SELECT price / ? AS each FROM books", ["each number?"], { parameters: [0] }],
  [
    "concatenation",
    "SELECT title || ' (' || stock || ')' AS line, title || ': ' || subtitle AS full FROM books",
    ["line string", "full string?"],
  ],
  [
    "comparisons",
    "SELECT price > 5 AS dear, pages > 100 AS long, title = subtitle AS same, pages BETWEEN 1 AND 9 AS thin FROM books",
    ["dear number", "long number?", "same number?", "thin number?"],
  ],
  [
    "IS and IS NULL",
    "SELECT pages IS NULL AS unknown, pages IS NOT stock AS other, subtitle ISNULL AS bare, NOT stock AS gone FROM books",
    ["unknown number", "other number", "bare number", "gone number"],
  ],
  [
    "LIKE and GLOB",
    "SELECT title LIKE '%a%' AS a, subtitle LIKE 'A%' AS b, title GLOB 'B*' AS c, title LIKE ? AS d FROM books",
    ["a number", "b number?", "c number", "d number?"],
    { parameters: [null] },
  ],
  [
    "IN",
    "SELECT stock IN (1, 2) AS few, pages IN (1, 2) AS thin, pages NOT IN (387) AS other FROM books",
    ["few number", "thin number?", "other number?"],
  ],
  ["IN a list with a NULL", "SELECT stock IN (1, NULL) AS few FROM books", ["few number?"]],
  [
    "IN a sub-select",
    "SELECT id IN (SELECT book_id FROM reviews) AS reviewed, id IN (SELECT author_id FROM books) AS odd FROM books",
    ["reviewed number", "odd number?"],
  ],
  [
    "AND and OR",
    "SELECT stock > 0 AND price < 9 AS offer, pages > 9 OR stock > 9 AS either, pages AND 0 AS never FROM books",
    ["offer number", "either number?", "never number"],
    { witness: "INSERT INTO books (title, price, stock) VALUES ('Slim', 5, 1);" },
  ],
  [
    "casts",
    "SELECT CAST(stock AS TEXT) AS a, CAST(pages AS REAL) AS b, CAST(published_on AS TEXT) AS c, CAST(title AS INTEGER) AS d, CAST(title AS BLOB) AS e FROM books",
    ["a string", "b number?", "c string?", "d number", "e bytes"],
  ],
  [
    "a cast to NUMERIC",
    "SELECT CAST(title AS NUMERIC) AS n, CAST(price AS VARCHAR(9)) AS s FROM books",
    ["n number", "s string"],
  ],
  [
    "literals",
    "SELECT 1 AS a, 1.5 AS b, 'x' AS c, x'00ff' AS d, NULL AS e, TRUE AS f, 0x10 AS g, -1 AS h, 'it''s' AS i",
    ["a number", "b number", "c string", "d bytes", "e any?", "f number", "g number", "h number", "i string"],
  ],
  [
    "the time at hand",
    "SELECT CURRENT_TIMESTAMP AS now, current_date AS today, CURRENT_TIME AS time",
    ["now string", "today string", "time string"],
  ],
  [
    "parameters",
    "SELECT ? AS first, ? AS second",
    ["first any?", "second any?"],
    { parameters: [null, null] },
  ],
  [
    "a parameter that is cast",
    "SELECT CAST(:n AS INTEGER) AS n",
    ["n number?"],
    { parameters: [{ n: null }] },
  ],
  [
    "bits",
    "SELECT stock & 1 AS odd, ~stock AS turned, pages << 1 AS shifted, stock | 4 AS set_bit FROM books",
    ["odd number", "turned number", "shifted number?", "set_bit number"],
  ],
  [
    "a column under COLLATE and a plus",
    "SELECT title COLLATE NOCASE AS title, +subtitle AS subtitle FROM books",
    ["title string", "subtitle string?"],
  ],
  ["nothing but the row", "SELECT 1 FROM books WHERE id = ? LIMIT 1", ["1 number"], { parameters: [1] }],
]);
