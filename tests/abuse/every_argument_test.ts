import assert from "node:assert/strict";
import { type ArgumentSchema, argumentSchema } from "../../src/mcp/argument_schema.ts";
import { callTool, testRegistry } from "../support/calls.ts";
import { openRestaurant } from "../support/sales.ts";

/** The place of an argument, and the arguments of a call that set only it. */
interface Argument {
  readonly path: string;
  readonly schema: ArgumentSchema;
  readonly isOptional: boolean;
  argsWith(value: unknown): unknown;
}

/** Every argument of a schema, nested ones, too. */
function argumentsIn(
  schema: ArgumentSchema,
  path: string,
  argsWith: Argument["argsWith"],
): Argument[] {
  const named = (name: string) => path === "" ? name : `${path}.${name}`;
  const members = [...schema.properties].flatMap(([name, member]) => [
    {
      path: named(name),
      schema: member,
      isOptional: !schema.required.has(name),
      argsWith: (value: unknown) => argsWith({ [name]: value }),
    },
    ...argumentsIn(member, named(name), (value) => argsWith({ [name]: value })),
  ]);
  const items = schema.items === undefined ? [] : [
    {
      path: named("0"),
      schema: schema.items,
      isOptional: false,
      argsWith: (value: unknown) => argsWith([value]),
    },
    ...argumentsIn(schema.items, named("0"), (value) => argsWith([value])),
  ];
  return [...members, ...items];
}

await using database = await openRestaurant();
const registry = testRegistry(database);
const TOOLS = registry.tools.map(({ definition: { name, inputSchema } }) => ({
  name,
  all: argumentsIn(argumentSchema(inputSchema), "", (args) => args),
}));

async function faultyFields(name: string, args: unknown): Promise<unknown[]> {
  const { structured } = await callTool(registry, name, args);
  const fields = Array.isArray(structured.fields) ? structured.fields : [];
  return fields.map(({ field }) => field);
}

for (const { name, all } of TOOLS) {
  Deno.test(`${name}: a text that would take long to process is refused first`, async () => {
    for (const text of ["a" + "\u0300\u0316".repeat(30_000), "\ufdfa".repeat(340_000)]) {
      for (const { path, schema, argsWith } of all) {
        if (schema.type !== "string") continue;
        const { structured } = await callTool(registry, name, argsWith(text));
        assert.equal(structured.error_code, "INVALID_INPUT", path);
        assert.deepEqual(structured.fields, [
          { field: path, problem: `Write at most ${schema.maxLength} characters.` },
        ]);
      }
    }
  });

  Deno.test(`${name}: null says nothing, wherever an argument may be left out`, async () => {
    for (const { path, schema, isOptional, argsWith } of all) {
      if (!isOptional || schema.type === undefined) continue;
      assert.ok(!(await faultyFields(name, argsWith(null))).includes(path), path);
    }
  });
}

Deno.test("some argument of some tool was looked at in each of these tests", () => {
  const all = TOOLS.flatMap(({ all }) => all);
  assert.ok(all.some(({ path, schema }) => path.includes(".") && schema.type === "string"));
  assert.ok(all.filter(({ isOptional }) => isOptional).length > 20);
});
