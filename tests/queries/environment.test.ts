import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { undefinedVariables } from "../../src/queries/environment.ts";
import { project } from "../sources/project.ts";

const variable = (name: string) => ({
  name,
  location: { file: "src/database.ts", line: 3, column: 15 },
  within: "openDatabase",
});

async function missingIn(root: string, ...names: string[]): Promise<string[]> {
  return (await undefinedVariables(root, names.map(variable))).map(({ name }) => name);
}

const defining: readonly (readonly [file: string, text: string])[] = [
  [".env", "DATABASE_URL=file:app.db"],
  [".env", "A=1\r\nexport DATABASE_URL = 'file:app.db'\r\n"],
  [".env", "\uFEFFDATABASE_URL="],
  [".env.example", "DATABASE_URL="],
  [".env.sample", "# The path of the database.\nDATABASE_URL=file:./app.db # a file"],
  [".env.production.local", "DATABASE_URL=x"],
  [".env_template", "DATABASE_URL=x"],
  ["config/prod.env", "DATABASE_URL"],
  [".envrc", "export DATABASE_URL=file:app.db"],
  [".envrc", "A=1\nexport A DATABASE_URL"],
  ["compose.yaml", "services:\n  app:\n    environment:\n      DATABASE_URL: file:/data/app.db"],
  ["compose.yml", "services:\n  app:\n    environment:\n      - A=1\n      - DATABASE_URL=file:/data/app.db"],
  ["docker-compose.prod.yml", "services:\n  app:\n    environment:\n    - DATABASE_URL\n    image: x"],
  ["docker-compose.yml", "services:\n  app:\n    environment:\n      DATABASE_URL:\n"],
  ["docker-compose.yml", 'services: { app: { environment: { A: 1, "DATABASE_URL": x } } }'],
  ["docker-compose.yml", 'services:\n  app:\n    environment: ["A=1", "DATABASE_URL=x"]'],
  ["docker-compose.yml", "services:\n  app:\n    environment: [A, DATABASE_URL]"],
  ["Dockerfile", "FROM node\nENV DATABASE_URL=file:/data/app.db"],
  ["Dockerfile", "FROM node\nENV DATABASE_URL file:/data/app.db"],
  ["api/Dockerfile.prod", "FROM node\nENV A=1 \\\n    # the database\n    DATABASE_URL=x"],
  ["api.Dockerfile", "ARG DATABASE_URL"],
  ["Dockerfile", "CMD DATABASE_URL=file:app.db node app.js"],
  ["package.json", '{ "scripts": { "start": "DATABASE_URL=file:app.db node app.js" } }'],
  ["package.json", '{ "scripts": { "start": "cross-env NODE_ENV=production DATABASE_URL=x node app.js" } }'],
  ["package.json", '{ "scripts": { "start": "tsc && PORT=1 DATABASE_URL=\\"file:a b.db\\" node app.js" } }'],
  ["package.json", '{ "scripts": { "start": "set DATABASE_URL=file:app.db&& node app.js" } }'],
  ["package.json", '{ "nodemonConfig": { "env": { "DATABASE_URL": "file:app.db" } } }'],
  ["Procfile", "web: DATABASE_URL=file:app.db node app.js"],
  ["fly.toml", 'app = "tales"\n[env]\n  DATABASE_URL = "/data/app.db"'],
  ["wrangler.toml", '[vars]\n"DATABASE_URL" = "x"'],
  ["wrangler.toml", 'vars = { A = "1", DATABASE_URL = "x" }'],
  ["wrangler.jsonc", '{ /* values */ "vars": { "DATABASE_URL": "https://x" } }'],
  ["netlify.toml", '[build.environment]\nDATABASE_URL = "x"'],
  ["vercel.json", '{ "env": { "DATABASE_URL": "@database-url" } }'],
  ["render.yaml", "services:\n  - envVars:\n      - key: DATABASE_URL\n        value: /var/data/app.db"],
  ["app.yaml", "env_variables:\n  DATABASE_URL: /tmp/app.db"],
  ["serverless.yml", "provider:\n  environment:\n    DATABASE_URL: x"],
  ["deploy/tales.service", '[Service]\nEnvironment=NODE_ENV=production "DATABASE_URL=/var/lib/app.db"'],
  ["deploy/tales.service", "[Service]\nPassEnvironment=HOME DATABASE_URL"],
  ["ecosystem.config.cjs", 'module.exports = { apps: [{ env: { DATABASE_URL: "app.db" } }] }'],
  ["ecosystem.config.js", 'process.env.DATABASE_URL ??= "https://x";'],
  [".github/workflows/ci.yml", "env:\n  DATABASE_URL: file:test.db\non: push"],
  [".github/workflows/ci.yml", "jobs:\n  a:\n    steps:\n      - run: DATABASE_URL=file:test.db npm test"],
  [".github/workflows/ci.yml", "steps:\n  - run: |\n      npm ci\n      export DATABASE_URL=file:test.db\n"],
  [".github/workflows/ci.yml", 'steps:\n  - run: echo "DATABASE_URL=x" >> "$GITHUB_ENV"'],
  [".gitlab-ci.yml", "variables:\n  DATABASE_URL: file:test.db"],
  [
    "k8s/app.yaml",
    "containers:\n  - env:\n      - name: DATABASE_URL\n        valueFrom:\n          secretKeyRef: {}",
  ],
  ["k8s/config.yaml", 'kind: ConfigMap\ndata:\n  "DATABASE_URL": x'],
  ["Makefile", "DATABASE_URL ?= app.db\nexport\n"],
  ["Makefile", "export DATABASE_URL := app.db"],
  ["Makefile", "dev: export DATABASE_URL = app.db\ndev:\n\tnode app.js"],
  ["Makefile", "dev:\n\t@DATABASE_URL=app.db node app.js"],
  ["scripts/dev.sh", "#!/bin/sh\nset -e\nexport DATABASE_URL=app.db"],
  ["scripts/dev.sh", ": \u0024{DATABASE_URL:=app.db}\nnode app.js"],
  ["scripts/dev.sh", "docker run --rm -e DATABASE_URL=/data/app.db tales"],
  ["scripts/dev.sh", "cat > .env <<EOF\nDATABASE_URL=app.db\nEOF"],
  ["scripts/dev.sh", "fly secrets set A=1 DATABASE_URL=x"],
  ["scripts/dev.sh", 'if true; then DATABASE_URL="a b" node app.js; fi'],
];

const using: readonly (readonly [file: string, text: string])[] = [
  [".env", "# DATABASE_URL=file:app.db"],
  [".env", "  # export DATABASE_URL=x"],
  [".env", "TEST_DATABASE_URL=x\nDATABASE_URL_OLD=x\nA=$DATABASE_URL"],
  [".env", "A=1 # DATABASE_URL=x"],
  [".env.ts", "DATABASE_URL: string"],
  [".env.md", "DATABASE_URL=file:app.db"],
  ["README.md", "DATABASE_URL=file:app.db"],
  ["turbo.json", '{ "globalEnv": ["DATABASE_URL"], "tasks": { "build": { "env": ["DATABASE_URL"] } } }'],
  ["node_modules/tales/.env", "DATABASE_URL=x"],
  ["dist/.env", "DATABASE_URL=x"],
  [".cache/.env", "DATABASE_URL=x"],
  [
    "compose.yaml",
    "services:\n  app:\n    environment:\n      - OTHER=\u0024{DATABASE_URL}\n      # - DATABASE_URL=x",
  ],
  ["compose.yaml", "services:\n  app:\n    command: node app.js $DATABASE_URL # DATABASE_URL: x"],
  ["compose.yaml", "required:\n  - DATABASE_URL\n"],
  ["openapi.yaml", "description: Set DATABASE_URL=x before you start\n"],
  ["k8s/app.yaml", "env:\n  - name: DB\n    valueFrom:\n      secretKeyRef:\n        key: DATABASE_URL"],
  ["Dockerfile", "# ENV DATABASE_URL=x\nRUN echo $DATABASE_URL"],
  [
    "package.json",
    '{ "description": "DATABASE_URL=x", "scripts": { "start": "node app.js $DATABASE_URL" } }',
  ],
  ["package.json", '{ "scripts": { "//": "DATABASE_URL=x node app.js", "a": "echo DATABASE_URL=x" } }'],
  ["wrangler.jsonc", '{ // "DATABASE_URL": "x"\n "vars": {} }'],
  ["fly.toml", '[env]\n# DATABASE_URL = "x"\nDB = "$DATABASE_URL"'],
  [
    "ecosystem.config.js",
    "const x = { db: process.env.DATABASE_URL }; // DATABASE_URL: 1\n/* { DATABASE_URL: 1 } */",
  ],
  ["ecosystem.config.js", 'if (process.env.DATABASE_URL === "") throw new Error("DATABASE_URL: missing");'],
  [
    "scripts/dev.sh",
    'echo "Set DATABASE_URL=file:app.db first"\nif [ "$DATABASE_URL" = "" ]; then exit 1; fi',
  ],
  ["scripts/dev.sh", "#export DATABASE_URL=x\nnode app.js \u0024{DATABASE_URL:-app.db}"],
  ["Makefile", "dev:\n\tnode app.js $(DATABASE_URL)\n# DATABASE_URL = x"],
  ["tales.service", "[Service]\n#Environment=DATABASE_URL=x\nExecStart=/bin/tales \u0024{DATABASE_URL}"],
];

describe("a variable is defined", () => {
  test.each(defining)("by %s: %j", async (file, text) => {
    expect(await missingIn(project({ [file]: text }), "DATABASE_URL")).toEqual([]);
  });

  test("by a file that a settings file names", async () => {
    const compose =
      "services:\n  app:\n    env_file:\n      - ./settings/app.vars\n      - path: ./settings/more.vars\n";
    expect(
      await missingIn(
        project({
          "compose.yaml": compose,
          "settings/app.vars": "DATABASE_URL=x",
          "settings/more.vars": "LIBRARY_DB=x",
          "package.json": '{ "scripts": { "start": "node --env-file=settings/start app.js" } }',
          "settings/start": "SHELF_DB=x",
          "settings/unnamed": "OTHER_DB=x",
        }),
        "DATABASE_URL",
        "LIBRARY_DB",
        "SHELF_DB",
        "OTHER_DB",
      ),
    ).toEqual(["OTHER_DB"]);
  });

  test("in a folder above, as far as the repository goes", async () => {
    const root = project({
      ".env": "OUTSIDE_DB=x",
      "shop/.env": "DATABASE_URL=x",
      "shop/.github/workflows/ci.yml": "env:\n  CI_DB: x",
      "shop/packages/compose.yaml": "services:\n  a:\n    environment:\n      PACKAGES_DB: x",
      "shop/packages/api/src/app.ts": "",
      "shop/packages/web/.env": "WEB_DB=x",
    });
    mkdirSync(join(root, "shop/.git"));
    const names = ["DATABASE_URL", "OUTSIDE_DB", "CI_DB", "PACKAGES_DB", "WEB_DB"];
    expect(await missingIn(join(root, "shop/packages/api"), ...names)).toEqual(["OUTSIDE_DB", "WEB_DB"]);
  });

  test("by a link to a file elsewhere", async () => {
    const root = project({ "shared/settings": "DATABASE_URL=x", "app/app.ts": "" });
    symlinkSync("../shared/settings", join(root, "app/.env"));
    expect(await missingIn(join(root, "app"), "DATABASE_URL")).toEqual([]);
  });
});

describe("a variable is not defined", () => {
  test.each(using)("by %s: %j", async (file, text) => {
    expect(await missingIn(project({ [file]: text }), "DATABASE_URL")).toEqual(["DATABASE_URL"]);
  });

  test("by the environment the doctor runs in", async () => {
    process.env.DOCTOR_TEST_DB = "x";
    expect(await missingIn(project({ ".env": "A=1" }), "DOCTOR_TEST_DB")).toEqual(["DOCTOR_TEST_DB"]);
    delete process.env.DOCTOR_TEST_DB;
  });

  test("above a project that is in no repository", async () => {
    const root = project({ ".env": "DATABASE_URL=x", "app/app.ts": "" });
    expect(await missingIn(join(root, "app"), "DATABASE_URL")).toEqual(["DATABASE_URL"]);
  });

  test("by a file of more than a megabyte", async () => {
    const text = `${"# nothing\n".repeat(110_000)}DATABASE_URL=x`;
    expect(await missingIn(project({ ".env": text }), "DATABASE_URL")).toEqual(["DATABASE_URL"]);
  });
});

test("every place where an undefined variable is read is kept, in order", async () => {
  const places = [variable("B_DB"), variable("A_DB"), { ...variable("B_DB"), within: null }];
  expect(await undefinedVariables(project({ ".env": "A_DB=x" }), places)).toEqual([places[0], places[2]]);
});

test("of the fixtures, storyweaver defines none and boticelli its own", async () => {
  const fixture = (name: string) => join(import.meta.dirname, "../../fixtures", name);
  expect(await missingIn(fixture("storyweaver"), "DATABASE_URL")).toEqual(["DATABASE_URL"]);
  expect(await missingIn(fixture("boticelli"), "BOTICELLI_DATABASE", "USER")).toEqual(["USER"]);
});
