import { selectsOf } from "./known-select.ts";
import { orders, ordersPlaced } from "./schemas.ts";

/** Whose columns a join makes NULL, and which joins and conditions after it take the NULLs away again. */
export const joins = selectsOf(orders, ordersPlaced, [
  [
    "an inner join",
    "SELECT o.id, c.email, c.name FROM orders o JOIN customers c ON c.id = o.customer_id",
    ["id number", "email string", "name string?"],
  ],
  [
    "an inner join on a nullable key",
    "SELECT o.id, o.coupon_id, k.code, k.percent FROM orders o INNER JOIN coupons k ON o.coupon_id = k.id",
    ["id number", "coupon_id number", "code string", "percent number?"],
  ],
  [
    "a left join on a nullable key",
    "SELECT o.id, o.coupon_id, k.code, k.percent FROM orders o LEFT JOIN coupons k ON k.id = o.coupon_id",
    ["id number", "coupon_id number?", "code string?", "percent number?"],
  ],
  [
    "a left join on a key that may point nowhere",
    "SELECT o.status, c.id AS customer, c.email FROM orders o LEFT OUTER JOIN customers c ON c.id = o.customer_id",
    ["status string", "customer number?", "email string?"],
  ],
  [
    "a star over a left join",
    "SELECT * FROM coupons k LEFT JOIN orders o ON o.coupon_id = k.id",
    [
      "id number",
      "code string",
      "percent number?",
      "id number?",
      "customer_id number?",
      "coupon_id number?",
      "status string?",
      "placed_at string?",
      "shipped_at string?",
    ],
  ],
  [
    "the star of the left-joined table",
    "SELECT o.id AS orderId, k.* FROM orders AS o LEFT JOIN coupons AS k ON k.id = o.coupon_id ORDER BY o.id",
    ["orderId number", "id number?", "code string?", "percent number?"],
  ],
  [
    "a right join",
    "SELECT l.quantity, p.label, p.weight FROM order_lines l RIGHT JOIN products p ON p.id = l.product_id",
    ["quantity number?", "label string", "weight number?"],
  ],
  [
    "a full join",
    "SELECT o.id AS order_id, c.email FROM orders o FULL OUTER JOIN customers c ON c.id = o.customer_id",
    ["order_id number?", "email string?"],
  ],
  [
    "a cross join",
    "SELECT c.email, p.sku FROM customers c CROSS JOIN products p",
    ["email string", "sku string"],
  ],
  [
    "tables parted by a comma",
    "SELECT o.id, c.email, o.coupon_id FROM orders o, customers c WHERE o.customer_id = c.id",
    ["id number", "email string", "coupon_id number?"],
  ],
  [
    "a self join",
    "SELECT c.email, r.email AS referrer FROM customers c JOIN customers r ON r.id = c.referred_by",
    ["email string", "referrer string"],
  ],
  [
    "a self join from the left",
    "SELECT c.email, c.referred_by, r.email AS referrer FROM customers c LEFT JOIN customers r ON r.id = c.referred_by",
    ["email string", "referred_by number?", "referrer string?"],
  ],
  [
    "USING, inner",
    "SELECT order_id, quantity, note, status FROM order_lines JOIN (SELECT id AS order_id, status FROM orders) USING (order_id)",
    ["order_id number", "quantity number", "note string?", "status string"],
  ],
  [
    "USING, from the left, and a star",
    "SELECT * FROM (SELECT id AS product_id, sku FROM products) LEFT JOIN order_lines USING (product_id)",
    [
      "product_id number",
      "sku string",
      "order_id number?",
      "quantity number?",
      "unit_cents number?",
      "note string?",
    ],
  ],
  [
    "USING, from the right",
    "SELECT product_id, quantity, sku FROM order_lines RIGHT JOIN (SELECT id AS product_id, sku FROM products) USING (product_id)",
    ["product_id number", "quantity number?", "sku string"],
  ],
  [
    "USING, full",
    "SELECT product_id, quantity, sku FROM order_lines FULL JOIN (SELECT id AS product_id, sku FROM products) USING (product_id)",
    ["product_id number", "quantity number?", "sku string?"],
  ],
  [
    "a natural join",
    "SELECT * FROM (SELECT id, email FROM customers) NATURAL JOIN (SELECT id, label FROM products)",
    ["id number", "email string", "label string"],
  ],
  [
    "a natural left join",
    "SELECT * FROM (SELECT id, status FROM orders) NATURAL LEFT JOIN (SELECT id, label FROM products)",
    ["id number", "status string", "label string?"],
  ],
  [
    "left joins in a chain",
    `SELECT l.quantity, o.status, c.email FROM order_lines l
     LEFT JOIN orders o ON o.id = l.order_id LEFT JOIN customers c ON c.id = o.customer_id`,
    ["quantity number", "status string?", "email string?"],
  ],
  [
    "an inner join after a left join, upon the left-joined table",
    `SELECT l.quantity, o.status, o.shipped_at, c.email FROM order_lines l
     LEFT JOIN orders o ON o.id = l.order_id JOIN customers c ON c.id = o.customer_id`,
    ["quantity number", "status string", "shipped_at string?", "email string"],
  ],
  [
    "an inner join after a left join, upon another table",
    `SELECT o.status, k.code, c.email FROM orders o
     LEFT JOIN coupons k ON k.id = o.coupon_id JOIN customers c ON c.id = o.customer_id`,
    ["status string", "code string?", "email string"],
  ],
  [
    "a left join after an inner join",
    `SELECT c.email, o.status, k.code FROM customers c
     JOIN orders o ON o.customer_id = c.id LEFT JOIN coupons k ON k.id = o.coupon_id WHERE c.id = ?`,
    ["email string", "status string", "code string?"],
    { parameters: [1] },
  ],
  [
    "a left join of a join in brackets",
    `SELECT c.email, o.status, k.code FROM customers c
     LEFT JOIN (orders o JOIN coupons k ON k.id = o.coupon_id) ON o.customer_id = c.id`,
    ["email string", "status string?", "code string?"],
  ],
  [
    "a right join after a left join",
    `SELECT o.id AS order_id, k.code, p.label FROM orders o
     LEFT JOIN coupons k ON k.id = o.coupon_id RIGHT JOIN products p ON p.id = o.id`,
    ["order_id number?", "code string?", "label string"],
    {
      witness: `INSERT INTO products VALUES (1, 'LAMP', 'Lamp', NULL), (2, 'DESK', 'Desk', NULL);
        INSERT INTO orders VALUES (1, 1, NULL, 'open', '2024-05-01', NULL);`,
    },
  ],
  [
    "a condition in ON takes nothing away",
    "SELECT o.id, o.coupon_id, k.code, k.percent FROM orders o LEFT JOIN coupons k ON k.id = o.coupon_id AND k.percent IS NOT NULL",
    ["id number", "coupon_id number?", "code string?", "percent number?"],
  ],
  [
    "a left join upon a condition that always holds",
    "SELECT c.email, k.code FROM customers c LEFT JOIN coupons k ON 1",
    ["email string", "code string?"],
    { witness: "INSERT INTO customers VALUES (1, 'ann@example.org', NULL, NULL);" },
  ],
  [
    "a left join of one row that is always there",
    "SELECT c.email, t.orders FROM customers c LEFT JOIN (SELECT count(*) AS orders FROM orders) t ON t.orders > c.id",
    ["email string", "orders number?"],
    { witness: "INSERT INTO customers VALUES (1, 'ann@example.org', NULL, NULL);" },
  ],
  [
    "the lines nobody has, by a left join",
    "SELECT p.sku, l.order_id FROM products p LEFT JOIN order_lines l ON l.product_id = p.id WHERE l.order_id IS NULL",
    ["sku string", "order_id number?"],
  ],
  [
    "an inner join upon something else than equality",
    "SELECT a.email, b.email AS later, a.referred_by FROM customers a JOIN customers b ON a.referred_by < b.id",
    ["email string", "later string", "referred_by number"],
  ],
  [
    "an inner join upon IS",
    "SELECT a.email, a.referred_by FROM customers a JOIN customers b ON a.referred_by IS b.referred_by",
    ["email string", "referred_by number?"],
  ],
  [
    "an order with its lines and products, as a shop shows it",
    `SELECT o.id, o.placed_at, l.quantity * l.unit_cents AS cents, p.label, p.weight, k.code AS coupon
     FROM orders AS o
     INNER JOIN order_lines AS l ON l.order_id = o.id
     INNER JOIN products AS p ON p.id = l.product_id
     LEFT JOIN coupons AS k ON k.id = o.coupon_id
     WHERE o.customer_id = @customer
     ORDER BY o.placed_at DESC, p.label`,
    ["id number", "placed_at string", "cents number", "label string", "weight number?", "coupon string?"],
    { parameters: [{ customer: 1 }] },
  ],
]);
