CREATE VIEW elsewhere AS SELECT id FROM shops;
