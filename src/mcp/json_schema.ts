import type { Tool as ToolDefinition } from "@modelcontextprotocol/server";
import { z } from "zod";

/** JSON Schema 2020-12 of a tool's arguments. */
export function inputSchema(input: z.ZodObject): ToolDefinition["inputSchema"] {
  return { ...plainSchema(input, "input"), type: "object" };
}

/**
 * JSON Schema 2020-12 of a tool's structured result: the members of its root and their types. What
 * is inside them is checked here before it leaves; published, it would be half of all definitions,
 * which every client loads. It promises no property at the root and lets `status` be `error`,
 * because an error is a structured result too and clients check it against this schema.
 */
export function outputSchema(output: z.ZodObject): ToolDefinition["outputSchema"] {
  const errorToo = output.shape.status instanceof z.ZodEnum
    ? output.extend({ status: z.enum([...output.shape.status.options.map(String), "error"]) })
    : output;
  const { properties } = plainSchema(errorToo, "output");
  const members = Object.entries(Object(properties)).map((
    [name, schema],
  ) => [name, outline(schema)]);
  return { type: "object", properties: Object.fromEntries(members) };
}

/** A member's type, and the values that it may have if they are listed. */
function outline(schema: unknown): Record<string, unknown> {
  const { type, enum: values } = Object(schema);
  return { ...(type !== undefined && { type }), ...(values !== undefined && { enum: values }) };
}

/**
 * Only what every model accepts: no `$schema`, no `anyOf`, no list of types. A value that may be
 * null is therefore described in words and left without a type.
 */
function plainSchema(schema: z.ZodObject, io: "input" | "output"): Record<string, unknown> {
  const { $schema: _dialect, ...plain } = z.toJSONSchema(schema, {
    io,
    override({ zodSchema, jsonSchema }) {
      if (zodSchema._zod.def.type !== "nullable") return;
      delete jsonSchema.anyOf;
      delete jsonSchema.type;
    },
  });
  return plain;
}
