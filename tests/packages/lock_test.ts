import assert from "node:assert/strict";

const ROOT = new URL("../../", import.meta.url);

Deno.test("the program's lock file names no package that only tests use", async () => {
  const { imports } = JSON.parse(await Deno.readTextFile(new URL("deno.json", ROOT)));
  const { specifiers } = JSON.parse(await Deno.readTextFile(new URL("deno.lock", ROOT)));
  const own = new Set(
    Object.values<string>(imports).map((specifier) =>
      /^npm:\/?((?:@[^/]+\/)?[^/@]+)@/.exec(specifier)?.[1]
    ),
  );
  const foreign = Object.keys(specifiers).map((specifier) =>
    /^npm:((?:@[^/]+\/)?[^/@]+)@/.exec(specifier)?.[1]
  ).filter((name) => !own.has(name));
  assert.deepEqual(foreign, []);
});
