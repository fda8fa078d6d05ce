import { meantMessage } from "./meant_message.ts";
import { membersOf } from "./members_of.ts";

/** One JSON-RPC message, parsed once. */
export interface Message {
  /** As its sender wrote it. */
  readonly json: unknown;
  readonly kind: "request" | "notification" | "response" | "invalid";
  /** Absent if it has none that an answer could carry. */
  readonly id: string | number | undefined;
  readonly method: string | undefined;
  /** Empty if it has none. */
  readonly params: Readonly<Record<string, unknown>>;
}

/** The content of one body or line: a message, or a batch. */
export interface Parcel {
  /** As its sender wrote it. */
  readonly json: unknown;
  readonly isBatch: boolean;
  readonly messages: readonly Message[];
}

/** Looks at parsed JSON as messages. */
export function parcelOf(json: unknown): Parcel {
  if (!Array.isArray(json)) {
    const message = messageOf(json);
    return { json: message.json, isBatch: false, messages: [message] };
  }
  const messages = json.map(messageOf);
  return { json: messages.map(({ json }) => json), isBatch: true, messages };
}

function messageOf(written: unknown): Message {
  const json = meantMessage(written);
  const { jsonrpc, id: givenId, method: givenMethod, params } = membersOf(json);
  const id = isId(givenId) ? givenId : undefined;
  const method = typeof givenMethod === "string" ? givenMethod : undefined;
  const kind = jsonrpc === "2.0" ? kindOf(json, id, method) : "invalid";
  return { json, kind, id, method, params: membersOf(params) };
}

function kindOf(
  json: unknown,
  id: Message["id"],
  method: Message["method"],
): Message["kind"] {
  if (method === undefined) {
    return Object.hasOwn(Object(json), "result") || Object.hasOwn(Object(json), "error")
      ? "response"
      : "invalid";
  }
  if (id !== undefined) return "request";
  return Object.hasOwn(Object(json), "id") ? "invalid" : "notification";
}

function isId(value: unknown): value is string | number {
  return typeof value === "string" || Number.isInteger(value);
}

/** Whether it is one message that opens a session of the 2025 revisions. */
export function isInitialize({ isBatch, messages: [first] }: Parcel): boolean {
  return !isBatch && first?.kind === "request" && first.method === "initialize";
}
