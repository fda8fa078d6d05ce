import { parseJSONRPCMessage } from "@modelcontextprotocol/server";
import { excessOf } from "./bounds.ts";
import { isTooDeep } from "./json_depth.ts";
import { parseExactly } from "./exact_numbers.ts";
import { type Message, parcelOf } from "./message.ts";

/** Why a line is not a message, as JSON-RPC reports it. */
export interface LineFault {
  readonly code: number;
  readonly message: string;
  /** Of the intended request, if it can be read. */
  readonly id: string | number | null;
}

/** The same bound as a body over HTTP, in characters. */
export const LONGEST_LINE = 1_048_576;

/** The one revision that has batches. */
const WITH_BATCHES = "2025-03-26";

/**
 * The messages of a line, in order; none for an empty one.
 *
 * @param revision Of the protocol, as last requested by the client.
 */
export function readLine(line: string, revision: string): readonly (Message | LineFault)[] {
  const text = line.replace(/^\ufeff/, "");
  if (text.trim() === "") return [];
  if (text.length > LONGEST_LINE) return [overlong()];
  if (isTooDeep(text)) return [fault(-32600, "The message is nested too deeply.")];
  let json: unknown;
  try {
    json = parseExactly(text);
  } catch {
    return [fault(-32700, "The line is not valid JSON.")];
  }
  const parcel = parcelOf(json);
  const excess = excessOf(parcel);
  if (excess !== undefined) return [fault(-32600, excess)];
  if (parcel.isBatch && (revision !== WITH_BATCHES || parcel.messages.length === 0)) {
    return [fault(-32600, "Send one message on each line; this revision has no batches.")];
  }
  return parcel.messages.map((message) => isWhole(message) ? message : faultOf(message));
}

/** The error for a line that is too long. */
export function overlong(): LineFault {
  return fault(-32600, `The message is longer than ${LONGEST_LINE} characters.`);
}

/** Whether the protocol's own schema accepts it: the transport is silent about any other. */
function isWhole({ kind, json }: Message): boolean {
  if (kind === "invalid") return false;
  try {
    parseJSONRPCMessage(json);
    return true;
  } catch {
    return false;
  }
}

function faultOf({ json, id }: Message): LineFault {
  const isVersioned = Object(json).jsonrpc === "2.0";
  const missing = isVersioned ? "" : ' It needs "jsonrpc": "2.0".';
  return {
    code: -32600,
    message: `The line is not a JSON-RPC 2.0 message.${missing}`,
    id: id ?? null,
  };
}

function fault(code: number, message: string): LineFault {
  return { code, message, id: null };
}
