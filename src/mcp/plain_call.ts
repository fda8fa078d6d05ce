import { type CallToolResult, isInputRequiredResult } from "@modelcontextprotocol/server";
import type { Principal } from "../security/principal.ts";
import { membersOf } from "./members_of.ts";
import type { Message, Parcel } from "./message.ts";
import type { Registry, ToolEntry } from "./registry.ts";

/** The call of one tool, and nothing besides it. */
export interface PlainCall {
  readonly tool: ToolEntry;
  readonly message: Message;
  readonly id: string | number;
}

/** What is read of a request's headers. */
export type ReadHeaders = Pick<Headers, "get">;

/** The members of a plain call; whatever has others is for the library. */
const MEMBERS = new Set(["jsonrpc", "id", "method", "params"]);
const PARAMS = new Set(["name", "arguments", "_meta"]);

/**
 * Finds the call that a message is, if it has exactly the form of one, its tool exists and its
 * client takes both kinds of answers. The envelope is looked at by each era in its own way.
 */
export function plainCalls(
  { tools }: Pick<Registry, "tools">,
): (parcel: Parcel, headers: ReadHeaders) => PlainCall | undefined {
  const byName = new Map(tools.map((tool) => [tool.definition.name, tool]));
  return ({ isBatch, messages: [message] }, headers) => {
    if (isBatch || message?.kind !== "request" || message.method !== "tools/call") return undefined;
    const { id, params: { name } } = message;
    const tool = typeof name === "string" ? byName.get(name) : undefined;
    if (!isExact(id) || tool === undefined) return undefined;
    return takesBoth(headers) && isPlain(message) ? { tool, message, id } : undefined;
  };
}

/** A larger number is not the one that the client wrote, and the library refuses it. */
function isExact(id: Message["id"]): id is string | number {
  return typeof id === "string" || Number.isSafeInteger(id);
}

function takesBoth(headers: ReadHeaders): boolean {
  const accept = headers.get("accept") ?? "";
  return accept.includes("application/json") && accept.includes("text/event-stream");
}

function isPlain({ json, params }: Message): boolean {
  return hasOnly(membersOf(json), MEMBERS) && hasOnly(params, PARAMS) &&
    (params.arguments === undefined || isObject(params.arguments));
}

/** Whether all members are known. */
export function hasOnly(
  members: Readonly<Record<string, unknown>>,
  known: ReadonlySet<string>,
): boolean {
  for (const name in members) if (!known.has(name)) return false;
  return true;
}

/** Whether a value is a JSON object. */
export function isObject(value: unknown): boolean {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The result of a plain call: no question to a person can be one. */
export async function resultOf(
  { tool, message: { params } }: PlainCall,
  principal: Principal,
  signal: AbortSignal,
): Promise<CallToolResult> {
  const mcpReq = { _meta: membersOf(params._meta), signal, notify: () => Promise.resolve() };
  const result = await tool.call(params.arguments, principal, { mcpReq });
  if (isInputRequiredResult(result)) throw new Error("Nobody was to be asked");
  return result;
}
