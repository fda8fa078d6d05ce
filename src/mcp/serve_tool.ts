import type { CallToolResult, ServerContext, ToolAnnotations } from "@modelcontextprotocol/server";
import type { ErrorCode } from "../values/errors.ts";
import { RestaurantError } from "../values/errors.ts";
import { errorResult, maskedError, successResult } from "./call_result.ts";
import { type EdgeOptions, withDeadline } from "./edge.ts";
import { assertBounded } from "./bounds.ts";
import { inputSchema, outputSchema } from "./json_schema.ts";
import type { ToolEntry } from "./registry.ts";
import type { Effect, Tool } from "./tool.ts";

const ANNOTATIONS: Readonly<Record<Effect, ToolAnnotations>> = {
  read: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false },
  add: { readOnlyHint: false, destructiveHint: false, idempotentHint: false, openWorldHint: false },
  set: { readOnlyHint: false, destructiveHint: true, idempotentHint: true, openWorldHint: false },
  change: {
    readOnlyHint: false,
    destructiveHint: true,
    idempotentHint: false,
    openWorldHint: false,
  },
};

/** Until callers are told apart, every call comes from the one client that can reach us. */
const ACTOR = "client";

/**
 * Puts a tool behind the one way through which every call goes: bound the arguments, check them,
 * run with a deadline, check the result, log. Authentication, scope, limits and audit take their
 * places around `answer`, in this order: find, scope, limit, check, run, check, audit, log.
 */
export function serveTool<Needs>(
  tool: Tool<Needs>,
  needs: Needs,
  options: EdgeOptions,
): ToolEntry {
  return {
    definition: {
      name: tool.name,
      title: tool.title,
      description: tool.description,
      inputSchema: inputSchema(tool.input),
      outputSchema: outputSchema(tool.output),
      annotations: { title: tool.title, ...ANNOTATIONS[tool.effect] },
    },
    async call(args, context) {
      const started = performance.now();
      const { result, outcome } = await answer(tool, needs, args, context, options);
      options.logger.info("{tool} {outcome} in {ms} ms", {
        tool: tool.name,
        outcome,
        ms: Math.round(performance.now() - started),
      });
      return result;
    },
  };
}

async function answer<Needs>(
  tool: Tool<Needs>,
  needs: Needs,
  args: unknown,
  { mcpReq: { signal } }: ServerContext,
  options: EdgeOptions,
): Promise<{ result: CallToolResult; outcome: ErrorCode | "ok" }> {
  try {
    assertBounded(args);
    const run = tool.prepare(args);
    const call = (signal: AbortSignal) => run(needs, { signal, actor: ACTOR });
    return { result: successResult(await withDeadline(call, signal, options)), outcome: "ok" };
  } catch (error) {
    const expected = error instanceof RestaurantError ? error : maskedError(error, options.logger);
    return { result: errorResult(expected), outcome: expected.code };
  }
}
