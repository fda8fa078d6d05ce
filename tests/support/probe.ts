import { z } from "zod";
import type { EdgeOptions } from "../../src/mcp/edge.ts";
import type { Registry } from "../../src/mcp/registry.ts";
import { serveTool } from "../../src/mcp/serve_tool.ts";
import { type Call, defineTool } from "../../src/mcp/tool.ts";

/** A registry with one tool, `probe`, whose function is the test's own. */
export function probeRegistry(
  options: EdgeOptions,
  run: (call: Call) => Promise<unknown>,
): Registry {
  const probe = defineTool({
    name: "probe",
    title: "Probe",
    description: "A tool of the tests.",
    effect: "read",
    scope: "operations:read",
    input: z.strictObject({}),
    output: z.strictObject({ done: z.boolean() }),
    async run(_args, _needs: object, call) {
      await run(call);
      return { done: true };
    },
    text: () => "Done.",
  });
  return { tools: [serveTool(probe, () => ({}), options)], resources: [], prompts: [] };
}
