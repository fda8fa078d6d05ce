import assert from "node:assert/strict";
import { buildPage, PAGE } from "../../deploy/page.ts";

/** Bytes that the page may have. */
const LARGEST = 60_000;

Deno.test("the committed page is what its source builds: deno task page", async () => {
  assert.equal(await Deno.readTextFile(PAGE), await buildPage());
});

Deno.test("the page is below 60 KB and loads nothing from anywhere", async () => {
  const page = await Deno.readTextFile(PAGE);
  assert.ok(new TextEncoder().encode(page).length < LARGEST, `${page.length} bytes`);
  assert.doesNotMatch(page, /<(?:script|img|iframe)[^>]+src=|<link(?![^>]+href="data:)/);
});
