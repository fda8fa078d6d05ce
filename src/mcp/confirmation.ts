import {
  CLIENT_CAPABILITIES_META_KEY,
  type ClientCapabilities,
  inputRequired,
  type InputRequiredResult,
  inputResponse,
} from "@modelcontextprotocol/server";
import { digestOf } from "../values/digest.ts";
import { RestaurantError } from "../values/errors.ts";
import { membersOf } from "./members_of.ts";
import type { CallContext } from "./registry.ts";

/** A person's answer to the question that a call returned. */
export type Reply = "yes" | "no" | undefined;

const KEY = "confirm";

/**
 * The question of a refused call as the protocol asks it: the client shows it to the person and
 * makes the same call again with the answer.
 */
export function questionOf(question: string, args: unknown): InputRequiredResult {
  return inputRequired({
    inputRequests: {
      [KEY]: inputRequired.elicit({
        message: question,
        requestedSchema: {
          type: "object",
          properties: { [KEY]: { type: "boolean", title: "Yes, that is meant" } },
          required: [KEY],
        },
      }),
    },
    requestState: digestOf(args ?? {}),
  });
}

/**
 * The answer that a call carries; undefined if it carries none, or one to the question of another
 * call. Anything but a clear yes is a no.
 */
export function replyIn({ mcpReq }: CallContext, args: unknown): Reply {
  const { inputResponses, requestState } = mcpReq;
  const reply = inputResponse(inputResponses, KEY);
  if (reply.kind !== "elicit" || requestState?.() !== digestOf(args ?? {})) return undefined;
  return reply.action === "accept" && reply.content?.[KEY] === true ? "yes" : "no";
}

/** The arguments of a call whose question was answered with yes. */
export function confirmed(args: unknown): unknown {
  return { ...membersOf(args), [KEY]: true };
}

/** The refusal of a call whose question was answered with no. */
export function notConfirmed(): RestaurantError {
  return new RestaurantError("CONFLICT", "The person did not confirm it. Nothing was changed.", {
    hint: "Ask what is meant before you call again.",
  });
}

/**
 * Whether a client can show a question.
 *
 * @param declared The capabilities it declared when it opened its session, before 2026-07-28.
 */
export function canAsk(
  { mcpReq }: CallContext,
  declared: ClientCapabilities | undefined,
): boolean {
  return mayAsk(membersOf(mcpReq.envelope)[CLIENT_CAPABILITIES_META_KEY] ?? declared);
}

/** Whether a client of these capabilities can show a question. */
export function mayAsk(capabilities: unknown): boolean {
  const { elicitation } = membersOf(capabilities);
  if (typeof elicitation !== "object" || elicitation === null) return false;
  return "form" in elicitation || Object.keys(elicitation).length === 0;
}
