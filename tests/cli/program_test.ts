import assert from "node:assert/strict";
import { openHome } from "../support/home.ts";

Deno.test("help lists every command in a line or two", async () => {
  await using home = await openHome();
  const { code, stdout, stderr } = await home.run(["--help"]);
  assert.deepEqual([code, stderr], [0, ""]);
  const [, list = ""] = stdout.split("Commands:\n");
  const names = [...list.matchAll(/^ {2}([a-z-]+)/gm)].map(([, name]) => name);
  assert.deepEqual(names, [
    ...["serve", "import", "imports", "location", "calendar", "report", "export"],
    ...[
      "token",
      "audit",
      "backup",
      "restore",
      "rebuild",
      "migrate-data",
      "ready",
      "doctor",
      "help",
    ],
  ]);
  assert.ok(list.split("\n").length < 2 * names.length + 4, list);
});

Deno.test("a command of commands says which there are", async () => {
  await using home = await openHome();
  for (
    const [name, commands] of [["token", /create.*list.*revoke/s], [
      "audit",
      /verify.*export/s,
    ]] as const
  ) {
    const asked = await home.run(["help", name]);
    assert.equal(asked.code, 0);
    assert.match(asked.stdout, commands);
    const alone = await home.run([name]);
    assert.equal(alone.code, 2);
    assert.match(alone.stderr, commands);
  }
});

Deno.test("a misspelt command is not taken for something to serve", async () => {
  await using home = await openHome();
  const { code, stderr } = await home.run(["docter"]);
  assert.equal(code, 2);
  assert.match(stderr, /^error: There is no command 'docter'\. Commands: serve, import, .*doctor/);
  const below = await home.run(["token", "crate"]);
  assert.equal(below.code, 2);
  assert.match(below.stderr, /unknown command 'crate'\n\(Did you mean create\?\)/);
  assert.deepEqual(home.files(), []);
});
