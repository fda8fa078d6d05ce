import type { CompleteRequestParams } from "@modelcontextprotocol/server";
import type { Principal } from "../security/principal.ts";
import type { Registry } from "./registry.ts";

/** As many as the protocol lets a server give at once. */
const MOST_VALUES = 100;

/** More than anybody writes before choosing. */
const LONGEST_VALUE = 200;

/** Who wants to know, and for how long. */
export interface Completing {
  readonly principal: Principal;
  readonly signal: AbortSignal;
}

/** What a client may want to write next; nothing for what does not exist for it. */
export async function complete(
  { prompts, resources }: Registry,
  ref: CompleteRequestParams["ref"],
  { name, value }: CompleteRequestParams["argument"],
  { principal, signal }: Completing,
): Promise<{ values: string[]; total: number; hasMore: boolean }> {
  const written = value.slice(0, LONGEST_VALUE);
  const values =
    await (ref.type === "ref/prompt"
      ? prompts.find(({ definition }) => definition.name === ref.name)
        ?.complete?.(name, written, principal, signal)
      : resources.find(({ definition }) =>
        "uriTemplate" in definition && definition.uriTemplate === ref.uri
      )?.complete?.(written, principal, signal)) ?? [];
  return {
    values: values.slice(0, MOST_VALUES),
    total: values.length,
    hasMore: values.length > MOST_VALUES,
  };
}
