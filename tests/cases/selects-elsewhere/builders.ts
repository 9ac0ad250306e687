import type { Elsewhere } from "./elsewhere.ts";

/**
 * After what query builders and mappers send to SQLite in their tests and guides: juanluispaz/ts-sql-query, kysely,
 * drizzle-orm and Android's Room.
 */
export const builders: Elsewhere = {
  schema: `
    CREATE TABLE company (id integer primary key autoincrement, name varchar(100) not null, parent_id int references company (id));
    CREATE TABLE customer (
      id integer primary key autoincrement, first_name varchar(100) not null, last_name varchar(100) not null,
      birthday date, company_id int not null references company (id)
    );
    CREATE TABLE "person" (
      "id" integer PRIMARY KEY AUTOINCREMENT, "first_name" varchar(255), "last_name" varchar(255),
      "gender" varchar(50) not null, "age" integer
    );
    CREATE TABLE pet (id integer primary key, name varchar(255) not null unique, owner_id integer not null references person (id), species varchar(50) not null);
    CREATE TABLE users (id text PRIMARY KEY NOT NULL, name text NOT NULL, verified integer DEFAULT 0 NOT NULL, created_at integer DEFAULT (unixepoch()) NOT NULL);
    CREATE TABLE playlists (playlistId INTEGER NOT NULL PRIMARY KEY, userCreatorId TEXT NOT NULL, playlistName TEXT);
    CREATE TABLE crossref (playlistId INTEGER NOT NULL, songId INTEGER NOT NULL, PRIMARY KEY (playlistId, songId)) WITHOUT ROWID;
    CREATE TABLE songs (songId INTEGER NOT NULL PRIMARY KEY, songName TEXT NOT NULL, artist TEXT, seconds REAL);
  `,
  rows: [
    `INSERT INTO company VALUES (1, 'acme', NULL), (2, 'foo', 1);
     INSERT INTO customer VALUES (1, 'john', 'smith', NULL, 1), (2, 'jane', 'doe', '2000-01-01', 1);
     INSERT INTO person VALUES (1, NULL, NULL, 'f', NULL), (2, 'ada', 'l', 'f', 30), (3, NULL, 'm', 'n', NULL), (4, NULL, 'm', 'f', 40);
     INSERT INTO pet VALUES (1, 'rex', 2, 'dog'), (2, 'tom', 2, 'cat'), (3, 'kit', 4, 'cat');
     INSERT INTO users (id, name) VALUES ('u1', 'ada'), ('u2', 'bob');
     INSERT INTO playlists VALUES (1, 'u1', NULL), (2, 'u1', 'best'), (3, 'u2', 'empty');
     INSERT INTO songs VALUES (1, 'one', NULL, NULL), (2, 'two', 'x', 2.5), (3, 'three', 'x', NULL);
     INSERT INTO crossref VALUES (1, 1), (1, 2), (2, 2);`,
  ],
  selects: [
    ["select id as id, name as name from company where id = ?", "id number; name string", [1]],
    ["select name as result from company order by result", "result string"],
    [
      "select id as id, first_name || ? || last_name as name from customer order by id limit ?",
      "id number; name string~",
      [" ", 2],
    ],
    [
      "select id as id, first_name as firstName, last_name as lastName, birthday as birthday from customer where first_name like (? || '%') order by lower(last_name), firstName asc",
      "id number; firstName string; lastName string; birthday any?",
      ["j"],
    ],
    [
      "with customerCount as (select company.id as companyId, company.name as companyName, count(customer.id) as customerCount from company inner join customer on customer.company_id = company.id group by company.id, company.name) select companyId as acmeId, companyName as acmeName, customerCount as acmeCount from customerCount where lower(companyName) like lower(?)",
      "acmeId number; acmeName string; acmeCount number",
      ["%a%"],
    ],
    [
      "select company.id as id, parent.id as parentId, parent.name as parentName from company left outer join company as parent on company.parent_id = parent.id",
      "id number; parentId number?; parentName string?",
    ],
    ["insert into company (name) values (?) returning id as result", "result number", ["x"]],
    [
      "with recursive up as (select id as id, name as name, parent_id as parentId from company where id = ? union all select company.id, company.name, company.parent_id from company join up on up.parentId = company.id) select id as id, name as name, parentId as parentId from up",
      "id number; name string; parentId number?",
      [2],
    ],
    [
      'select "person".* from "person"',
      "id number; first_name string?; last_name string?; gender string; age number?",
    ],
    ['select "first_name" as "fn", "age" from "person" where "age" > ?', "fn string?; age number", [1]],
    [
      'select "person"."first_name" as "personName", "pet"."name" as "petName" from "person" inner join "pet" on "pet"."owner_id" = "person"."id"',
      "personName string?; petName string",
    ],
    [
      'select "person"."id", "pet"."name" as "petName", "pet"."species" from "person" left join "pet" on "pet"."owner_id" = "person"."id"',
      "id number; petName string?; species string?",
    ],
    [
      'select count("person"."id") as "person_count", max("age") as "oldest", avg("age") as "mean" from "person"',
      "person_count number; oldest number?; mean number?",
    ],
    [
      'select "gender", count(*) as "n", sum("age") as "s" from "person" group by "gender" having count(*) > ?',
      "gender string; n number; s number?",
      [0],
    ],
    [
      'select "id", (select "name" from "pet" where "pet"."owner_id" = "person"."id" limit ?) as "pet" from "person"',
      "id number; pet string?",
      [1],
    ],
    [
      'select "id", (select coalesce(json_group_array(json_object(\'name\', "agg"."name")), \'[]\') from (select "name" from "pet" where "pet"."owner_id" = "person"."id") as "agg") as "pets" from "person"',
      "id number; pets string",
    ],
    [
      'select "id", (select json_object(\'id\', "obj"."id") from (select "id" from "pet" where "owner_id" = "person"."id" limit 1) as "obj") as "pet" from "person"',
      "id number; pet string?",
    ],
    [
      'insert into "person" ("first_name", "gender") values (?, ?) returning "id", "first_name", "age"',
      "id number; first_name string?; age any?",
      [null, "m"],
      ["x", "m"],
    ],
    [
      'update "person" set "age" = "age" + 1 where "id" = ? returning "age" as "newAge", "gender"',
      "newAge number?; gender string",
      [1],
      [2],
    ],
    [
      'delete from "pet" where "name" = ? returning *',
      "id number; name string; owner_id number; species string",
      ["rex"],
    ],
    [
      'with "adults" as (select "id", "first_name" from "person" where "age" >= ?) select "adults".* from "adults" where "first_name" is not null',
      "id number; first_name string",
      [18],
    ],
    ['select distinct "species" from "pet" order by "species" desc', "species string"],
    [
      'select "p"."id" from "person" as "p" where exists (select "x"."id" from "pet" as "x" where "x"."owner_id" = "p"."id")',
      "id number",
    ],
    [
      'select case when "age" < ? then \'young\' when "age" >= ? then \'old\' end as "group" from "person"',
      "group string?",
      [3, 4],
    ],
    [
      'select coalesce("first_name", \'nobody\') as "shown", "age" is not null as "known" from "person"',
      "shown string; known number",
    ],
    [
      'select "id", "name", "verified", "created_at" from "users" "u" where "u"."id" = ?',
      "id string; name string; verified number; created_at number",
      ["u1"],
    ],
    [
      'select "id", "name", (select coalesce(json_group_array(json_array("playlistId", "playlistName")), json_array()) as "data" from "playlists" "users_playlists" where "users_playlists"."userCreatorId" = "users"."id") as "playlists" from "users"',
      "id string; name string; playlists string",
    ],
    [
      'insert into "users" ("id", "name") values (?, ?) on conflict ("users"."id") do update set "name" = excluded."name" returning "id", "verified"',
      "id string; verified number",
      ["u9", "z"],
    ],
    [
      "SELECT * FROM songs WHERE artist LIKE :search",
      "songId number; songName string; artist string; seconds number?",
      { search: "x" },
    ],
    [
      "SELECT users.name AS userName, playlists.playlistName AS list FROM users, playlists WHERE users.id = playlists.userCreatorId",
      "userName string; list string?",
    ],
    [
      "SELECT * FROM users JOIN playlists ON users.id = playlists.userCreatorId",
      "id string; name string; verified number; created_at number; playlistId number; userCreatorId string; playlistName string?",
    ],
    [
      "SELECT s.songName, p.playlistName, s.seconds FROM songs s INNER JOIN crossref USING (songId) INNER JOIN playlists p USING (playlistId)",
      "songName string; playlistName string?; seconds number?",
    ],
    [
      "SELECT p.playlistId, count(c.songId) AS songs, sum(s.seconds) AS length FROM playlists p LEFT JOIN crossref c ON c.playlistId = p.playlistId LEFT JOIN songs s ON s.songId = c.songId GROUP BY p.playlistId",
      "playlistId number; songs number; length number?",
    ],
    [
      "SELECT songId, artist FROM songs WHERE (:artist IS NULL OR artist = :artist)",
      "songId number; artist string?",
      { artist: null },
    ],
    ["SELECT playlistId, songId FROM crossref", "playlistId number; songId number"],
    [
      "SELECT avg(seconds) AS mean, total(seconds) AS whole FROM songs WHERE artist = ?",
      "mean number?; whole number",
      ["none"],
      ["x"],
    ],
    [
      "SELECT artist, min(seconds) AS shortest FROM songs WHERE artist IS NOT NULL AND seconds IS NOT NULL GROUP BY artist",
      "artist string; shortest number",
    ],
  ],
};
