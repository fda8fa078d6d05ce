import assert from "node:assert/strict";
import { openSqlite } from "../src/storage/sqlite/sqlite.ts";
import { IN_MEMORY } from "../src/storage/address/database_address.ts";
import { testRegistry } from "./support/calls.ts";

const ROOT = new URL("../", import.meta.url);
const read = (path: string) => Deno.readTextFileSync(new URL(path, ROOT));
const readme = read("README.md");
const PAGES = [
  "README.md",
  ...[...Deno.readDirSync(new URL("docs/", ROOT))].filter(({ isFile }) => isFile)
    .map(({ name }) => `docs/${name}`),
];

Deno.test("the README names every tool and every resource, and no other", async () => {
  await using database = await openSqlite(IN_MEMORY);
  const { tools, resources } = testRegistry(database);
  const rows = [...readme.matchAll(/^\| `([^`]+)`/gm)].map(([, name]) => name);
  const offered = [
    ...tools.map(({ definition }) => definition.name),
    ...resources.map(({ definition }) =>
      "uri" in definition ? definition.uri : definition.uriTemplate
    ),
  ];
  assert.deepEqual(rows.toSorted(), offered.toSorted());
});

Deno.test("every task that the pages name exists", () => {
  const { tasks } = JSON.parse(read("deno.json"));
  for (const page of PAGES) {
    for (const [, task = ""] of read(page).matchAll(/(?:deno(?:@[\d.]+)?) task ([a-z:]+)/g)) {
      assert.ok(Object.hasOwn(tasks, task), `${page}: deno task ${task}`);
    }
  }
});

Deno.test("every link inside the repository leads somewhere", () => {
  for (const page of PAGES) {
    for (const [, target = ""] of read(page).matchAll(/\]\((?!https?:)([^)#]+)\)/g)) {
      Deno.statSync(new URL(target, new URL(page, ROOT)));
    }
  }
});

Deno.test("every file that the pages name exists", () => {
  for (const page of PAGES) {
    for (
      const [, path = ""] of read(page).matchAll(
        /`((?:src|tests|docs|bench|deploy|plugin)\/[\w./-]+)`/g,
      )
    ) {
      Deno.statSync(new URL(path, ROOT));
    }
  }
});

Deno.test("the version of Deno is the same everywhere", () => {
  const versions = [...PAGES, ".ci/run"].flatMap((page) =>
    [...read(page).matchAll(/deno@([\d.]+)/g)].map(([, version]) => version)
  );
  assert.equal(new Set(versions).size, 1);
});
