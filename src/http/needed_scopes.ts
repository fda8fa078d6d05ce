import type { Principal } from "../security/principal.ts";
import { membersOf } from "../mcp/members_of.ts";
import type { Registry } from "../mcp/registry.ts";
import { MOST_SUBSCRIPTIONS } from "../mcp/updates.ts";

/**
 * The scopes with which a message could be served, where its caller lacks one of them: those that
 * it has and those that it needs, so that asking for them loses nothing.
 */
export function neededScopes(
  registry: Registry,
  { scopes }: Pick<Principal, "scopes">,
  message: unknown,
): string[] | undefined {
  const needed = wantedEntries(registry, message).flatMap((entry) => entry.scopes);
  if (needed.every((scope) => scopes.has(scope))) return undefined;
  return [...new Set([...scopes, ...needed])].sort();
}

/** What a message is about: tools, resources or prompts. */
function wantedEntries({ tools, resources, prompts }: Registry, message: unknown) {
  const { method, params } = membersOf(message);
  const { name, uri, notifications } = membersOf(params);
  const isNamed = ({ definition }: { readonly definition: { readonly name: string } }) =>
    definition.name === name;
  const at = (address: unknown) =>
    resources.filter(({ has }) => typeof address === "string" && has(address)).slice(0, 1);
  switch (method) {
    case "tools/call":
      return tools.filter(isNamed);
    case "prompts/get":
      return prompts.filter(isNamed);
    case "resources/read":
    case "resources/subscribe":
      return at(uri);
    case "subscriptions/listen": {
      const { resourceSubscriptions: asked } = membersOf(notifications);
      return Array.isArray(asked) ? asked.slice(0, MOST_SUBSCRIPTIONS).flatMap(at) : [];
    }
    default:
      return [];
  }
}
