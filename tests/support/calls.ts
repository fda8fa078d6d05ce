import { getLogger } from "@logtape/logtape";
import type { ServerContext } from "@modelcontextprotocol/server";
import { registryOf } from "../../src/registry.ts";
import type { Registry } from "../../src/mcp/registry.ts";
import type { Database } from "../../src/storage/database.ts";
import type { ToolResult } from "./clients.ts";

/** A clock that stands at the last day of 2026. */
export function noon(): Temporal.Instant {
  return Temporal.Instant.from("2026-12-31T12:00:00Z");
}

/** The shipped registry on a database, with a clock that stands still. */
export function testRegistry(database: Database): Registry {
  return registryOf(database, getLogger("test"), noon);
}

/** What a handler learns of its request, for calls that no transport carries. */
export function requestContext(signal = new AbortController().signal): ServerContext {
  const mcpReq: Partial<ServerContext["mcpReq"]> = { id: 1, method: "tools/call", signal };
  return { mcpReq } as ServerContext;
}

/** Calls a tool through the pipeline, without a transport. */
export async function callTool(
  { tools }: Registry,
  name: string,
  args: unknown = {},
): Promise<ToolResult> {
  const tool = tools.find(({ definition }) => definition.name === name);
  if (tool === undefined) throw new Error(`No tool is called ${name}`);
  const { isError, content, structuredContent } = await tool.call(args, requestContext());
  return {
    isError: isError === true,
    text: content.map((part) => part.type === "text" ? part.text : "").join("\n"),
    structured: { ...structuredContent as Record<string, unknown> },
  };
}

/** Reads a resource through the pipeline, without a transport. */
export async function readResource({ resources }: Registry, uri: string): Promise<string> {
  for (const resource of resources) {
    const reading = resource.read(uri, requestContext());
    const [content] = (await reading)?.contents ?? [];
    if (content !== undefined) return "text" in content ? content.text : "";
  }
  throw new Error(`Nothing is at ${uri}`);
}
