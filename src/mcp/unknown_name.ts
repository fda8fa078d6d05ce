import type { Message } from "./message.ts";
import type { Registry } from "./registry.ts";

/** The kinds of things that a message may name. */
export type UnknownName = "unknown_tool" | "unknown_prompt" | "unknown_resource";

/** Returns whether a message names something that there is not; undefined if not. */
export function unknownNames(
  { tools, prompts, resources }: Registry,
): (message: Message) => UnknownName | undefined {
  const named = (entries: readonly { readonly definition: { readonly name: string } }[]) =>
    new Set<unknown>(entries.map(({ definition }) => definition.name));
  const [toolNames, promptNames] = [named(tools), named(prompts)];
  const isThere = (uri: unknown) =>
    typeof uri === "string" && resources.some(({ has }) => has(uri));
  return ({ kind, method, params: { name, uri } }) => {
    if (kind !== "request") return undefined;
    if (method === "tools/call") return toolNames.has(name) ? undefined : "unknown_tool";
    if (method === "prompts/get") return promptNames.has(name) ? undefined : "unknown_prompt";
    if (method === "resources/read") return isThere(uri) ? undefined : "unknown_resource";
    return undefined;
  };
}
