import type { Server } from "@modelcontextprotocol/server";
import type { GuardedServer } from "./guarded_server.ts";
import { invalidParams } from "./invalid_params.ts";

/** Something changed at an address. */
export interface ResourceUpdate {
  readonly uri: string;
  /** The number of the last event behind it, by location; an empty name is every location. */
  readonly sequences: Readonly<Record<string, number>>;
}

/**
 * The source of updates: reports what happened at these locations (null for all) and what concerns
 * every location, from now on. Returns an unsubscribe function.
 */
export type Updates = (
  locations: readonly string[] | null,
  listener: (update: ResourceUpdate) => void,
) => () => void;

/** The same for one caller. */
export type Heard = (listener: (update: ResourceUpdate) => void) => () => void;

/** Under which key a notification carries the sequence numbers. */
export const SEQUENCES_KEY = "restaurant-mcp/sequences";

/** More addresses than a client has a use for. */
export const MOST_SUBSCRIPTIONS = 100;

/** An update as the parameters of its notification. */
export function updateParams(
  { uri, sequences }: ResourceUpdate,
): { uri: string; _meta: Record<string, unknown> } {
  return { uri, _meta: { [SEQUENCES_KEY]: sequences } };
}

/**
 * Lets a client of the 2025 revisions subscribe to addresses. Listens only between its first
 * subscription and the end of its connection.
 *
 * @param locations The only locations of which it is notified; null for all.
 * @param isSubscribable Whether an address can change at all.
 */
export function serveSubscriptions(
  server: GuardedServer,
  updates: Updates,
  locations: readonly string[] | null,
  isSubscribable: (uri: string) => boolean,
): void {
  const uris = server.subscriptions;
  let stop: (() => void) | undefined;
  server.setRequestHandler("resources/subscribe", ({ params: { uri } }) => {
    if (!isSubscribable(uri)) throw invalidParams(`${uri.slice(0, 200)} does not change.`);
    if (uris.size >= MOST_SUBSCRIPTIONS) throw invalidParams("There are too many subscriptions.");
    uris.add(uri);
    stop ??= updates(locations, (update) => {
      if (uris.has(update.uri)) send(server, updateParams(update));
    });
    return {};
  });
  server.setRequestHandler("resources/unsubscribe", ({ params: { uri } }) => {
    uris.delete(uri);
    return {};
  });
  whenClosed(server, () => stop?.());
}

/**
 * Notifies a client of every address that it subscribes to: what changed while the client had no
 * stream is unknown.
 */
export function sendEverySubscription(server: GuardedServer): void {
  for (const uri of server.subscriptions) send(server, { uri });
}

/** Sends a connection every update; what it subscribed to is sorted out by its transport. */
export function sendEveryUpdate(server: Server, heard: Heard): void {
  whenClosed(server, heard((update) => send(server, updateParams(update))));
}

/** A client that has left costs nothing: its failed notifications are dropped. */
function send(server: Server, params: Parameters<Server["sendResourceUpdated"]>[0]): void {
  server.sendResourceUpdated(params).catch(() => {});
}

function whenClosed(server: Server, end: () => void): void {
  const onclose = server.onclose;
  server.onclose = () => {
    onclose?.();
    end();
  };
}
