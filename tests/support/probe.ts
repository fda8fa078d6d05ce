import { z } from "zod";
import type { EdgeOptions } from "../../src/mcp/edge.ts";
import type { Registry, ResourceEntry } from "../../src/mcp/registry.ts";
import { serveTool } from "../../src/mcp/serve_tool.ts";
import { type Call, defineTool } from "../../src/mcp/tool.ts";

/** Something to listen to: a client that listens to nothing is answered at once. */
const WATCHED: ResourceEntry = {
  definition: { uri: "restaurant://live_orders", name: "live_orders" },
  scopes: [],
  has: (uri) => uri === "restaurant://live_orders",
  isSubscribable: (uri) => uri === "restaurant://live_orders",
  read: () => undefined,
};

/** A registry with one tool, `probe`, whose function the test provides. */
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
  return { tools: [serveTool(probe, () => ({}), options)], resources: [WATCHED], prompts: [] };
}
