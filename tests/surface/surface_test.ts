import assert from "node:assert/strict";
import { IDENTITY } from "../../src/app/registry.ts";
import { openSqlite } from "../../src/storage/sqlite/sqlite.ts";
import { IN_MEMORY } from "../../src/storage/address/database_address.ts";
import { testRegistry } from "../support/calls.ts";
import { tokens } from "../support/tokens.ts";

const SNAPSHOT = new URL("./surface.json", import.meta.url);
const TOOLS = new URL("../../src/tools/", import.meta.url);
/** Files of src/tools that hold no tool. */
const NO_TOOLS = ["index.ts", "services.ts", "arguments.ts"];

await using database = await openSqlite(IN_MEMORY);
const registry = testRegistry(database);
const definitions = registry.tools.map(({ definition }) => definition);

Deno.test("the public surface matches the snapshot", async () => {
  const surface = {
    instructions: IDENTITY.instructions,
    tools: definitions,
    resources: registry.resources.map(({ definition }) => definition),
    prompts: registry.prompts.map(({ definition }) => definition),
  };
  const text = `${JSON.stringify(surface, null, 2)}\n`;
  // To accept a changed surface: UPDATE_SURFACE=1 deno task test
  if (Deno.env.get("UPDATE_SURFACE") === "1") await Deno.writeTextFile(SNAPSHOT, text);
  assert.equal(text, await Deno.readTextFile(SNAPSHOT));
});

Deno.test("all definitions together stay within 9,000 tokens", () => {
  const size = tokens(JSON.stringify(definitions));
  assert.ok(size <= 9_000, `${size} tokens`);
});

Deno.test("instructions and descriptions fit the clients' limits", () => {
  assert.ok(IDENTITY.instructions.length < 2048);
  for (const { name, description = "" } of definitions) {
    assert.ok(description.length < 2048, name);
  }
});

Deno.test("every tool is complete: title, description, annotations, both schemas", () => {
  for (const { name, title, description, annotations, inputSchema, outputSchema } of definitions) {
    assert.match(name, /^[a-z][a-z_]{2,40}$/);
    assert.ok(title && description, name);
    assert.equal(inputSchema.additionalProperties, false, name);
    assert.equal(outputSchema?.type, "object", name);
    const hints = ["readOnlyHint", "destructiveHint", "idempotentHint", "openWorldHint"] as const;
    for (const hint of hints) {
      assert.equal(typeof annotations?.[hint], "boolean", `${name} ${hint}`);
    }
  }
});

Deno.test("schemas use only what every model accepts", () => {
  for (const { name, inputSchema, outputSchema } of definitions) {
    for (const [key, value] of members({ inputSchema, outputSchema })) {
      assert.ok(!["anyOf", "oneOf", "allOf", "$ref", "$schema"].includes(key), `${name}: ${key}`);
      if (key === "type") assert.equal(typeof value, "string", `${name}: a list of types`);
    }
  }
});

Deno.test("an error, too, is a result as the schema has it", () => {
  for (const { name, outputSchema } of definitions) {
    assert.deepEqual(outputSchema?.required ?? [], [], name);
    const { status } = Object(outputSchema?.properties);
    assert.ok(status === undefined || status.enum.includes("error"), name);
  }
});

Deno.test("every argument has a description", () => {
  for (const { name, inputSchema } of definitions) {
    for (const [argument, schema] of Object.entries(inputSchema.properties ?? {})) {
      assert.ok("description" in Object(schema), `${name}.${argument}`);
    }
  }
});

Deno.test("one tool, one file, named after it, with its own test", () => {
  const files = [...Deno.readDirSync(TOOLS)].map(({ name }) => name);
  const expected = definitions.map(({ name }) => `${name}.ts`);
  assert.deepEqual(files.filter((file) => !NO_TOOLS.includes(file)).sort(), expected.sort());
  for (const { name } of definitions) {
    Deno.statSync(new URL(`../tools/${name}_test.ts`, import.meta.url));
  }
});

function* members(value: unknown): Generator<[string, unknown]> {
  if (typeof value !== "object" || value === null) return;
  for (const [key, member] of Object.entries(value)) {
    yield [key, member];
    yield* members(member);
  }
}
