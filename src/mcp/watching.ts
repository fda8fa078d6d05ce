import type { Principal } from "../security/principal.ts";
import { membersOf } from "./members_of.ts";
import type { Parcel } from "./message.ts";
import { type Registry, visibleTo } from "./registry.ts";
import { type Heard, MOST_SUBSCRIPTIONS, type Updates } from "./updates.ts";

/** Longer than any address that exists; nothing else is done with one that is. */
export const LONGEST_URI = 1000;

/** Whether a change at an address is to be reported at all. */
export function isWatchable({ resources }: Pick<Registry, "resources">, uri: string): boolean {
  return uri.length <= LONGEST_URI &&
    resources.some(({ isSubscribable }) => isSubscribable?.(uri) ?? false);
}

/** What a caller is notified of: changes of what it may see, at its locations. */
export function heardBy(updates: Updates, registry: Registry, principal: Principal): Heard {
  const visible = visibleTo(registry, principal);
  return (listener) =>
    updates(principal.locations, (update) => {
      if (isWatchable(visible, update.uri)) listener(update);
    });
}

/**
 * A message of 2026 clients; for a request to listen, restricted to the addresses that its caller
 * may watch, and bounded in number. The answer tells the client which they are.
 */
export function permittedListening(
  { json, isBatch, messages: [message] }: Parcel,
  registry: Registry,
  principal: Principal,
): unknown {
  const { method, params = {} } = isBatch ? {} : message ?? {};
  const { resourceSubscriptions: asked } = membersOf(params.notifications);
  if (method !== "subscriptions/listen" || !Array.isArray(asked)) return json;
  const visible = visibleTo(registry, principal);
  const resourceSubscriptions = asked.slice(0, MOST_SUBSCRIPTIONS)
    .filter((uri) => typeof uri !== "string" || isWatchable(visible, uri));
  return {
    ...membersOf(json),
    params: {
      ...params,
      notifications: { ...membersOf(params.notifications), resourceSubscriptions },
    },
  };
}
