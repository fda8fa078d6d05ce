import assert from "node:assert/strict";
import { packModules } from "../../deploy/pack_modules.ts";
import { withSourcePlaces } from "../../src/cli/source_positions.ts";

Deno.test("a stack trace of packed modules names the sources", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const { main } = await packModules("tests/support/children/failing.ts", folder);
    const { fail } = await import(`file://${main}`);
    const stack = stackOf(() => fail("told"));
    assert.match(stack, /failing\.js:1:\d+/);
    const traced = await withSourcePlaces(stack);
    assert.match(traced, /\(tests\/support\/children\/failing\.ts:3:9\)/);
    assert.ok(!traced.includes(folder), traced);
    assert.match(traced, /failed as told/);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("a place without a source map stays as it is", async () => {
  const place = "at f (file:///nowhere/main.js:1:23)";
  assert.equal(await withSourcePlaces(place), place);
});

function stackOf(work: () => void): string {
  try {
    work();
  } catch (error) {
    if (error instanceof Error) return error.stack ?? "";
  }
  return "";
}
