import assert from "node:assert/strict";

/**
 * The places where a client or a pool of the driver is created, and the listener that must follow.
 */
const MADE = /\b(?:const|let) (\w+)(?::[^=]+)? = new pg\.(?:Client|Pool)\(/g;

async function* sourceFiles(folder: string): AsyncGenerator<string> {
  for await (const { name, isDirectory } of Deno.readDir(folder)) {
    const path = `${folder}/${name}`;
    if (isDirectory) yield* sourceFiles(path);
    else if (path.endsWith(".ts")) yield path;
  }
}

Deno.test("every client and pool of the driver is listened to: a lost server ends no process", async () => {
  const root = new URL("../../", import.meta.url).pathname;
  const silent: string[] = [];
  let made = 0;
  for (const folder of ["src", "tests", "bench", "deploy"]) {
    for await (const path of sourceFiles(`${root}${folder}`)) {
      if (path.endsWith("postgres_listeners_test.ts")) continue;
      const text = await Deno.readTextFile(path);
      const all = text.match(/new pg\.(?:Client|Pool)\(/g)?.length ?? 0;
      const names = [...text.matchAll(MADE)].map(([, name]) => name);
      made += all;
      // One that has no name of its own cannot be listened to.
      if (names.length < all) silent.push(path);
      silent.push(
        ...names.filter((name) => !text.includes(`${name}.on("error",`)).map((name) =>
          `${path}: ${name}`
        ),
      );
    }
  }
  assert.deepEqual(silent, []);
  assert.ok(made >= 3, `${made} were found`);
});
