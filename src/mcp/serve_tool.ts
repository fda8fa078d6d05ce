import type { ToolAnnotations } from "@modelcontextprotocol/server";
import { principalText } from "../security/principal.ts";
import type { Scope } from "../security/scopes.ts";
import { RestaurantError } from "../values/errors.ts";
import { once } from "../values/once.ts";
import { argumentSchema } from "./argument_schema.ts";
import { errorResult, successResult } from "./call_result.ts";
import { confirmed, notConfirmed, questionOf, replyIn } from "./confirmation.ts";
import type { EdgeOptions } from "./edge.ts";
import { inputSchema, outputSchema } from "./json_schema.ts";
import type { ToolEntry } from "./registry.ts";
import { type Callable, type CallServices, serveCall } from "./serve_call.ts";
import { takeMeaning } from "./take_meaning.ts";
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

/** Puts a tool behind the one way through which every call goes. */
export function serveTool<Needs>(
  tool: Tool<Needs>,
  needs: (services: CallServices) => Needs,
  options: EdgeOptions,
): ToolEntry {
  const { name, title, description, effect, scope, isShared = false, isDrawn = false } = tool;
  const { limit = effect === "read" ? "read" : "write" } = tool;
  const callable = {
    method: "tools/call",
    target: name,
    scopes: [scope],
    isShared,
    isWrite: effect !== "read",
    limit: options.limits[limit],
  } satisfies Callable;
  // Made when somebody asks: a program that starts has nobody to tell yet.
  const published = once(() => inputSchema(tool.input));
  const promised = once(() => outputSchema(tool.output));
  const schema = once(() => argumentSchema(published()));
  const { isWrite } = callable;
  return {
    definition: {
      name,
      title,
      description,
      get inputSchema() {
        return published();
      },
      get outputSchema() {
        return promised();
      },
      annotations: ANNOTATIONS[effect],
      ...(isDrawn && options.view !== undefined && { _meta: viewMeta(options.view) }),
    },
    scopes: callable.scopes,
    isShared,
    isWrite,
    async call(args, principal, context, mayAsk = false) {
      const reply = replyIn(context, args);
      try {
        const answer = await serveCall(
          callable,
          { principal, args, context },
          options,
          async (services, signal) => {
            const may = (scope: Scope) =>
              principal.scopes.has(scope) && (options.isOn?.(scope) ?? true);
            const call = {
              signal,
              actor: principal.id,
              caller: principalText(principal),
              may,
              locations: principal.locations,
            };
            if (reply === "no") throw notConfirmed();
            const meant = takeMeaning(schema(), reply === "yes" ? confirmed(args) : args, !isWrite);
            return await tool.prepare(meant)(needs(services), call);
          },
        );
        return successResult(answer);
      } catch (error) {
        if (!(error instanceof RestaurantError)) throw error;
        const { confirm } = error.details;
        return confirm === undefined || !mayAsk ? errorResult(error) : questionOf(confirm, args);
      }
    },
  };
}

/** Names the view as MCP Apps has it; hosts from before its first stable revision read the second. */
function viewMeta(view: string): Record<string, unknown> {
  return { ui: { resourceUri: view }, "ui/resourceUri": view };
}
