import {
  CLIENT_CAPABILITIES_META_KEY,
  CLIENT_INFO_META_KEY,
  type Implementation,
  isSpecType,
  PROTOCOL_VERSION_META_KEY,
  SERVER_INFO_META_KEY,
  TRACEPARENT_META_KEY,
} from "@modelcontextprotocol/server";
import type { Principal } from "../security/principal.ts";
import { mayAsk } from "./confirmation.ts";
import { membersOf } from "./members_of.ts";
import type { Parcel } from "./message.ts";
import { hasOnly, plainCalls, type ReadHeaders, resultOf } from "./plain_call.ts";
import type { Registry, ToolEntry } from "./registry.ts";

/** Makes the JSON-RPC answer to a call, as text. */
export type DirectCall = (principal: Principal, signal: AbortSignal) => Promise<string>;

/** The call that a message is; undefined if the library must answer it. */
export type DirectCalls = (
  parcel: Parcel,
  headers: ReadHeaders,
) => DirectCall | undefined;

/**
 * The revision whose plain calls are known here. Another one needs nothing of this program once the
 * library has it: its calls take the library's way.
 */
const REVISION = "2026-07-28";

const META = new Set<string>([
  PROTOCOL_VERSION_META_KEY,
  CLIENT_INFO_META_KEY,
  CLIENT_CAPABILITIES_META_KEY,
  TRACEPARENT_META_KEY,
]);

/**
 * Answers plain calls of tools of 2026-07-28 without the library's server, which costs several times
 * what the call does. Only what has exactly this form is plain: the headers agree with the message,
 * its members are known, the tool exists, and neither progress nor a question to a person can come
 * before the answer. Anything else is answered by the library, in the same bytes.
 */
export function directCalls(registry: Registry, implementation: Implementation): DirectCalls {
  const plain = plainCalls(registry);
  const end = `,"resultType":"complete","_meta":${
    JSON.stringify({ [SERVER_INFO_META_KEY]: implementation })
  }},"jsonrpc":"2.0","id":`;
  const known = knownEnvelopes();
  return (parcel, headers) => {
    const call = plain(parcel, headers);
    if (call === undefined || !agree(headers, call.tool)) return undefined;
    const { tool, message, id } = call;
    const envelope = membersOf(message.params._meta);
    if (!known(envelope) || (tool.isWrite && mayAsk(envelope[CLIENT_CAPABILITIES_META_KEY]))) {
      return undefined;
    }
    return async (principal, signal) => {
      const result = await resultOf(call, principal, signal);
      return `{"result":${JSON.stringify(result).slice(0, -1)}${end}${JSON.stringify(id)}}`;
    };
  };
}

/** Whether the headers say the same as a call of this tool. */
function agree(headers: ReadHeaders, { definition }: ToolEntry): boolean {
  return headers.get("mcp-protocol-version") === REVISION &&
    headers.get("mcp-method") === "tools/call" &&
    headers.get("mcp-name") === definition.name;
}

/** Clients send the same envelope with every call: more different ones than a server sees. */
const MOST_ENVELOPES = 1000;

/** Tells plain envelopes that the protocol's schemas accept; each is looked at once. */
function knownEnvelopes(): (envelope: Readonly<Record<string, unknown>>) => boolean {
  const seen = new Map<string, boolean>();
  return ({ [TRACEPARENT_META_KEY]: traceparent, ...envelope }) => {
    if (traceparent !== undefined && typeof traceparent !== "string") return false;
    const text = JSON.stringify(envelope);
    const found = seen.get(text);
    if (found !== undefined) return found;
    const plain = isPlainEnvelope(envelope);
    if (seen.size >= MOST_ENVELOPES) seen.clear();
    if (text.length <= LONGEST_ENVELOPE) seen.set(text, plain);
    return plain;
  };
}

const LONGEST_ENVELOPE = 2000;

function isPlainEnvelope(envelope: Readonly<Record<string, unknown>>): boolean {
  return hasOnly(envelope, META) && envelope[PROTOCOL_VERSION_META_KEY] === REVISION &&
    isImplementation(envelope[CLIENT_INFO_META_KEY]) &&
    isSpecType.ClientCapabilities(envelope[CLIENT_CAPABILITIES_META_KEY]);
}

function isImplementation(info: unknown): boolean {
  return info === undefined || isSpecType.Implementation(info);
}
