/** Rows for each project: parents with children three tables deep, NULLs, quotes, JSON, moments, bytes. */
export const rows = {
  store: `
    INSERT INTO customers (id, email, name, tier, active, settings, created_at) VALUES
      (1, 'ada@x.org', 'Ada', 'gold', 1, '{"a":1}', 1700000000),
      (2, 'bob@x.org', 'B''ob', 'free', 0, NULL, 1700000001),
      (7, 'eva@x.org', 'Éva "x"', 'free', 1, '[]', 0);
    INSERT INTO orders (id, customer_id, number, total, note) VALUES
      (1, 1, 'A1', 10, 'x'), (2, 2, 'B1', 20.5, NULL), (3, 1, 'A2', 0, ''), (40, 7, '007', 1e6, 'note; -- "q"');
    INSERT INTO order_lines VALUES (1, 1, 'pen'), (1, 2, 'ink'), (2, 1, 'cup'), (40, 1, 'ü');`,
  academy: `
    INSERT INTO uni_departments VALUES ('M', NULL, 'Mathematics'), ('P', 'M', 'Physics'), ('O', 'P', 'Optics');
    INSERT INTO uni_courses VALUES
      ('M', 1, 1700000000123, 1, 6), ('M', 2, NULL, 0, 4.5), ('P', 1, 0, 1, 12), ('O', 9, -5, 1, 0.5);
    INSERT INTO uni_enrolments VALUES
      (1, 'M', 1, 'Ada', 1700000000, 1, 1.7, x'00ff', '{"seat":3}'), (2, 'M', 1, 'Bob', 1700000001, 0, NULL, NULL, NULL),
      (3, 'P', 1, 'Ada', 0, 1, 2, x'', '[]'), (80, 'O', 9, 'Éva', 5, 0, '5.0', NULL, 'null');
    INSERT INTO uni_remarks VALUES (1, 1, NULL, 'good'), (2, 1, 1, 'no; it''s not'), (3, 3, NULL, ''), (90, 1, 2, '-- why');
    INSERT INTO uni_rooms VALUES (5, 'Aula', 300), (6, NULL, 20);`,
} as const;
