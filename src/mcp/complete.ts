import type { CompleteRequestParams } from "@modelcontextprotocol/server";
import { invalidParams } from "./invalid_params.ts";
import type { Registry, ResourceEntry } from "./registry.ts";
import type { Completing } from "./serve_completion.ts";

/** The protocol's limit for one answer. */
const MOST_VALUES = 100;

/** More than anybody writes before choosing. */
const LONGEST_VALUE = 200;

/**
 * Completes what a client is typing.
 *
 * @throws {ProtocolError} for what does not exist, and for what its caller may not use.
 */
export async function complete(
  { prompts, resources }: Registry,
  ref: CompleteRequestParams["ref"],
  { name, value }: CompleteRequestParams["argument"],
  { principal, signal }: Completing,
): Promise<{ values: string[]; total: number; hasMore: boolean }> {
  const written = value.slice(0, LONGEST_VALUE);
  const values =
    await (ref.type === "ref/prompt"
      ? known(prompts.find(({ definition }) => definition.name === ref.name), ref.name)
        .complete?.(name, written, principal, signal)
      : known(resources.find((entry) => addressOf(entry) === ref.uri), ref.uri)
        .complete?.(written, principal, signal)) ?? [];
  return {
    values: values.slice(0, MOST_VALUES),
    total: values.length,
    hasMore: values.length > MOST_VALUES,
  };
}

function addressOf({ definition }: ResourceEntry): string {
  return "uriTemplate" in definition ? definition.uriTemplate : definition.uri;
}

function known<Entry>(entry: Entry | undefined, name: string): Entry {
  if (entry !== undefined) return entry;
  throw invalidParams(`There is nothing to complete at '${name.slice(0, 200)}'.`);
}
