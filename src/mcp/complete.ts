import type { CompleteRequestParams } from "@modelcontextprotocol/server";
import type { Registry } from "./registry.ts";

/** As many as the protocol lets a server give at once. */
const MOST_VALUES = 100;

/** What a client may want to write next; nothing for what this server does not know. */
export async function complete(
  { prompts, resources }: Registry,
  ref: CompleteRequestParams["ref"],
  { name, value }: CompleteRequestParams["argument"],
): Promise<{ values: string[]; total: number; hasMore: boolean }> {
  const values =
    await (ref.type === "ref/prompt"
      ? prompts.find(({ definition }) => definition.name === ref.name)?.complete?.(name, value)
      : resources.find(({ definition }) =>
        "uriTemplate" in definition && definition.uriTemplate === ref.uri
      )?.complete?.(value)) ?? [];
  return {
    values: values.slice(0, MOST_VALUES),
    total: values.length,
    hasMore: values.length > MOST_VALUES,
  };
}
