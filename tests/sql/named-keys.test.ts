import { describe, expect, it, test } from "vitest";
import { readConstraints } from "../../src/sql/create-table.ts";
import { readNamedKeys } from "../../src/sql/named-keys.ts";

const table = (constraints: string): string => `CREATE TABLE t (a, b, ${constraints})`;
const start = table("").length - 1;

const plain = [
  "CONSTRAINT c FOREIGN KEY (a) REFERENCES p (id)",
  'CONSTRAINT "c d" FOREIGN KEY ("a") REFERENCES "p(q)" ("id")',
  "constraint c foreign key (a, b) references p(x,y)",
  'CONSTRAINT"c"FOREIGN KEY("a")REFERENCES"p"("id")',
  "CONSTRAINT c FOREIGN KEY (a) REFERENCES p (id),\n  CONSTRAINT d\tFOREIGN\r\nKEY ( b ) REFERENCES q ( id )\n",
];

describe("foreign keys with names", () => {
  it.each(plain)("are what they are word by word: %s", (constraints) => {
    const keys = readNamedKeys(table(constraints), start);
    expect(keys).not.toBeNull();
    expect(keys).toEqual(readConstraints(table(constraints), start));
  });

  it.each([
    "CONSTRAINT c FOREIGN KEY (a) REFERENCES p",
    "CONSTRAINT c FOREIGN KEY (a) REFERENCES p (id) ON DELETE CASCADE",
    "CONSTRAINT c FOREIGN KEY (a) REFERENCES p (id) DEFERRABLE INITIALLY DEFERRED",
    "CONSTRAINT c FOREIGN KEY (a) REFERENCES p (id), CHECK (a > 0)",
    "CONSTRAINT c FOREIGN KEY (a) REFERENCES p (id), FOREIGN KEY (b) REFERENCES p (id)",
    "CONSTRAINT c FOREIGN KEY (a) REFERENCES p (id) -- more\n",
    "CONSTRAINT c CONSTRAINT d FOREIGN KEY (a) REFERENCES p (id)",
    "CONSTRAINT `c` FOREIGN KEY (a) REFERENCES p (id)",
    'CONSTRAINT "c,d" FOREIGN KEY (a) REFERENCES p (id)',
    'CONSTRAINT "c""d" FOREIGN KEY (a) REFERENCES p (id)',
    "CONSTRAINT c UNIQUE (a)",
  ])("with anything else are left to who reads word by word: %s", (constraints) => {
    expect(readNamedKeys(table(constraints), start)).toBeNull();
    expect(readConstraints(table(constraints), start)).not.toBeNull();
  });
});

test("options behind the table are left to who reads word by word", () => {
  expect(readNamedKeys(`${table(plain[0] ?? "")} STRICT`, start)).toBeNull();
});
