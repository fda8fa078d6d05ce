import type { Principal } from "../security/principal.ts";
import { insufficientScope } from "./bearer.ts";
import { membersOf } from "../mcp/members_of.ts";
import type { Message, Parcel } from "../mcp/message.ts";
import type { Registry } from "../mcp/registry.ts";
import { MOST_SUBSCRIPTIONS } from "../mcp/updates.ts";

/**
 * 403 for a message that needs more scopes than its OAuth token has; then more can be asked. It
 * names those that the token has and those that are needed, so that asking for them loses nothing.
 */
export function scopeChallenge(
  registry: Registry,
  { scopes, isOAuth }: Pick<Principal, "scopes" | "isOAuth">,
  { isBatch, messages: [message] }: Parcel,
  resourceMetadata: string | undefined,
): Response | undefined {
  if (!isOAuth || isBatch || message === undefined) return undefined;
  const needed = wantedEntries(registry, message).flatMap((entry) => entry.scopes);
  if (needed.every((scope) => scopes.has(scope))) return undefined;
  return insufficientScope({
    resourceMetadata,
    scopes: [...new Set([...scopes, ...needed])].sort(),
  });
}

/** What a message is about: tools, resources or prompts. */
function wantedEntries(
  { tools, resources, prompts }: Registry,
  { method, params: { name, uri, notifications } }: Message,
) {
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
