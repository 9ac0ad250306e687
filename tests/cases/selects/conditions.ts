import { selectsOf } from "./known-select.ts";
import { orders, ordersPlaced } from "./schemas.ts";

const couponOfOrder =
  "SELECT o.id, k.code, k.percent FROM orders o LEFT JOIN coupons k ON k.id = o.coupon_id";

/** Conditions after which a column cannot be NULL any more, and those that only look like them. */
export const conditions = selectsOf(orders, ordersPlaced, [
  [
    "WHERE a column IS NOT NULL",
    "SELECT id, shipped_at FROM orders WHERE shipped_at IS NOT NULL",
    ["id number", "shipped_at string"],
  ],
  [
    "WHERE a column NOTNULL",
    "SELECT id, shipped_at FROM orders WHERE shipped_at NOTNULL",
    ["id number", "shipped_at string"],
  ],
  [
    "WHERE a column NOT NULL",
    "SELECT shipped_at FROM orders WHERE (shipped_at) NOT NULL",
    ["shipped_at string"],
  ],
  [
    "WHERE NOT a column IS NULL",
    "SELECT shipped_at FROM orders WHERE NOT shipped_at IS NULL",
    ["shipped_at string"],
  ],
  [
    "WHERE a column IS NULL",
    "SELECT id, shipped_at FROM orders WHERE shipped_at IS NULL",
    ["id number", "shipped_at string?"],
  ],
  [
    "WHERE a column equals a parameter",
    "SELECT id, coupon_id, shipped_at FROM orders WHERE coupon_id = ?",
    ["id number", "coupon_id number", "shipped_at string?"],
    { parameters: [1] },
  ],
  [
    "WHERE a column IS a parameter",
    "SELECT id, coupon_id FROM orders WHERE coupon_id IS ?",
    ["id number", "coupon_id number?"],
    { parameters: [null] },
  ],
  [
    "WHERE a parameter may be left out",
    "SELECT id, coupon_id FROM orders WHERE (:coupon IS NULL OR coupon_id = :coupon)",
    ["id number", "coupon_id number?"],
    { parameters: [{ coupon: null }] },
  ],
  [
    "WHERE two conditions hold",
    "SELECT coupon_id, shipped_at FROM orders WHERE coupon_id > 0 AND shipped_at LIKE '2024%'",
    ["coupon_id number", "shipped_at string"],
  ],
  [
    "WHERE one of two conditions holds",
    "SELECT coupon_id, shipped_at FROM orders WHERE coupon_id = 2 OR status = 'open'",
    ["coupon_id number?", "shipped_at string?"],
  ],
  [
    "WHERE one of two conditions upon one column holds",
    "SELECT coupon_id FROM orders WHERE coupon_id = 1 OR coupon_id > 50",
    ["coupon_id number"],
  ],
  ["WHERE a column is between", "SELECT name FROM customers WHERE name BETWEEN 'A' AND 'M'", ["name string"]],
  ["WHERE a column is in a list", "SELECT percent FROM coupons WHERE percent IN (5, 10)", ["percent number"]],
  [
    "WHERE a column is not in a list",
    "SELECT percent FROM coupons WHERE percent NOT IN (5, 7)",
    ["percent number"],
  ],
  ["WHERE a column differs", "SELECT name FROM customers WHERE name <> 'Bob'", ["name string"]],
  ["WHERE a column IS NOT a value", "SELECT name FROM customers WHERE name IS NOT 'Bob'", ["name string?"]],
  [
    "WHERE a column IS DISTINCT FROM a value",
    "SELECT name FROM customers WHERE name IS DISTINCT FROM 'Bob'",
    ["name string?"],
  ],
  ["WHERE a column IS a value", "SELECT name FROM customers WHERE name IS 'Bob'", ["name string"]],
  [
    "WHERE a column with a stand-in equals",
    "SELECT name FROM customers WHERE COALESCE(name, 'Bob') = 'Bob'",
    ["name string?"],
  ],
  ["WHERE a column itself is true", "SELECT percent FROM coupons WHERE percent", ["percent number"]],
  [
    "WHERE something made of a column is compared",
    "SELECT name FROM customers WHERE length(name) < 3",
    ["name string"],
  ],
  [
    "WHERE another column is not NULL",
    "SELECT coupon_id, shipped_at FROM orders WHERE coupon_id IS NOT NULL",
    ["coupon_id number", "shipped_at string?"],
  ],
  [
    "a left join WHERE a column equals",
    `${couponOfOrder} WHERE k.code = 'VOID'`,
    ["id number", "code string", "percent number?"],
  ],
  [
    "a left join WHERE the key IS NOT NULL",
    `${couponOfOrder} WHERE k.id IS NOT NULL`,
    ["id number", "code string", "percent number?"],
  ],
  [
    "a left join WHERE a nullable column is compared",
    `${couponOfOrder} WHERE k.percent >= 5`,
    ["id number", "code string", "percent number"],
  ],
  [
    "a left join WHERE the other side is compared",
    `${couponOfOrder} WHERE o.status = 'open'`,
    ["id number", "code string?", "percent number?"],
  ],
  [
    "a left join WHERE the column may be missing",
    `${couponOfOrder} WHERE k.code IS NULL OR k.code <> 'SPRING'`,
    ["id number", "code string?", "percent number?"],
  ],
  [
    "a left join WHERE NOT a column equals",
    `${couponOfOrder} WHERE NOT (k.code = 'SPRING')`,
    ["id number", "code string", "percent number?"],
  ],
  [
    "a left join WHERE NOT one of two holds",
    `${couponOfOrder} WHERE NOT (k.code = 'SPRING' OR o.status = 'gone')`,
    ["id number", "code string", "percent number?"],
  ],
  [
    "a left join WHERE NOT both hold",
    `${couponOfOrder} WHERE NOT (k.code = 'SPRING' AND o.status = 'sent')`,
    ["id number", "code string?", "percent number?"],
  ],
  [
    "a right join WHERE the left table is compared",
    "SELECT l.quantity, l.note, p.label FROM order_lines l RIGHT JOIN products p ON p.id = l.product_id WHERE l.quantity > 0",
    ["quantity number", "note string?", "label string"],
  ],
  [
    "a full join WHERE one side is there",
    "SELECT o.status, c.email FROM orders o FULL JOIN customers c ON c.id = o.customer_id WHERE o.status IN ('open', 'sent')",
    ["status string", "email string?"],
  ],
  [
    "a chain of left joins WHERE its end is there",
    `SELECT l.quantity, o.status, o.coupon_id, c.email FROM order_lines l LEFT JOIN orders o ON o.id = l.order_id
     LEFT JOIN customers c ON c.id = o.customer_id WHERE c.email LIKE '%@%'`,
    ["quantity number", "status string", "coupon_id number?", "email string"],
  ],
  [
    "a left-joined sub-select WHERE it is there",
    `SELECT c.email, t.cents FROM customers c
     LEFT JOIN (SELECT customer_id, count(*) AS cents FROM orders GROUP BY customer_id) t ON t.customer_id = c.id
     WHERE t.cents > 1`,
    ["email string", "cents number"],
  ],
  [
    "WHERE EXISTS says nothing of columns",
    "SELECT c.name FROM customers c WHERE EXISTS (SELECT 1 FROM orders o WHERE o.customer_id = c.id)",
    ["name string?"],
  ],
]);
