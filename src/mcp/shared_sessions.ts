import type { JSONRPCMessage } from "@modelcontextprotocol/server";
import { type Principal, rightsOf } from "../security/principal.ts";
import type { SessionStore, StoredSession, StoreLimits } from "../storage/session_store.ts";
import { isInitialize, type Parcel } from "./message.ts";
import type { OwnSessions, Sessions } from "./sessions.ts";
import { MOST_SUBSCRIPTIONS } from "./updates.ts";

/** How sessions are shared. */
export interface SharingOptions {
  readonly store: SessionStore;
  readonly limits: StoreLimits;
  /** Milliseconds between looks for what other processes changed. */
  readonly everyMs: number;
  onError(error: unknown): void;
}

/** A session of this process, its subscriptions, and how often its client changed them here. */
interface Followed extends Omit<StoredSession, "id" | "subscriptions"> {
  readonly uris: Set<string>;
  changes: number;
}

/** How exactly it is known when a session was used. */
const KEEP_MS = 600_000;
const LONGEST_URI = 2000;
/** In this server's format; ids in any other are not looked up. */
const ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Sessions that every process on a database can continue: a load balancer may send each request of
 * a client elsewhere. A process that receives a request of an unknown session opens it, replays
 * what its client sent before, and continues. Updates reach the process with the client's stream
 * within `everyMs`; changes during that time are reported then.
 */
export function sharedSessions(own: OwnSessions, options: SharingOptions): Sessions {
  const { store, limits, everyMs, onError } = options;
  const followed = new Map<string, Followed>();
  const resuming = new Map<string, Promise<void>>();
  let keptAt = performance.now();
  let looking: Promise<void> | undefined;

  async function resume(id: string, principal: Principal): Promise<void> {
    const stored = await store.find(id);
    if (stored?.rights !== rightsOf(principal)) return;
    await own.resume(id, principal, whatItTold(stored));
    followed.set(id, { ...stored, uris: new Set(stored.subscriptions), changes: 0 });
  }

  /** Requests that come together find one session. */
  async function known(id: string, principal: Principal): Promise<void> {
    if (own.has(id) || !ID.test(id)) return;
    const found = resuming.get(id) ?? resume(id, principal).finally(() => resuming.delete(id));
    resuming.set(id, found);
    await found;
  }

  async function opened(id: string | null, parcel: Parcel, principal: Principal): Promise<void> {
    const { protocolVersion } = parcel.messages[0]?.params ?? {};
    if (id === null || !isInitialize(parcel) || typeof protocolVersion !== "string") return;
    const protocol = protocolVersion.slice(0, 40);
    const session = { caller: principal.id, rights: rightsOf(principal), protocol };
    await store.add({ ...session, id, subscriptions: [] }, limits);
    followed.set(id, { ...session, uris: new Set(), changes: 0 });
  }

  async function subscribed(id: string, parcel: Parcel): Promise<void> {
    const session = followed.get(id);
    if (session === undefined) return;
    for (const { uri, isWanted } of subscriptionsIn(parcel)) {
      session.changes++;
      if (!isWanted) await store.unsubscribe(id, uri);
      else if (session.uris.size < MOST_SUBSCRIPTIONS) await store.subscribe(id, uri);
      if (isWanted) session.uris.add(uri);
      else session.uris.delete(uri);
    }
  }

  async function look(): Promise<void> {
    for (const id of followed.keys()) if (!own.has(id)) followed.delete(id);
    if (followed.size === 0) return;
    const before = [...followed].map(([id, session]) => ({ id, session, at: session.changes }));
    const stored = await store.look(before.map(({ id }) => id));
    for (const { id, session, at } of before) {
      const uris = stored.get(id);
      if (uris === "ended") own.end(id);
      else if (uris === undefined) await addAgain(id, session);
      // Its client has changed something here since: the row that was read may be older.
      else if (session.changes === at) await follow(id, session, new Set(uris));
    }
    await keepUsed();
  }

  async function addAgain(id: string, { uris, caller, rights, protocol }: Followed) {
    if (!own.has(id)) return;
    await store.add({ id, caller, rights, protocol, subscriptions: [...uris] }, limits);
  }

  /**
   * Changes since a subscription made in another process are unknown: notify the client of each
   * address.
   */
  async function follow(id: string, { uris }: Followed, wanted: ReadonlySet<string>) {
    for (const uri of uris.difference(wanted)) {
      uris.delete(uri);
      await own.tell(id, subscription(uri, false));
    }
    for (const uri of wanted.difference(uris)) {
      uris.add(uri);
      await own.tell(id, subscription(uri, true));
      await own.notify(id, uri);
    }
  }

  async function keepUsed(): Promise<void> {
    if (performance.now() - keptAt < KEEP_MS) return;
    keptAt = performance.now();
    await store.keep([...followed.keys()].filter((id) => (own.idleMs(id) ?? KEEP_MS) < KEEP_MS));
  }

  const timer = setInterval(() => {
    looking ??= look().catch(onError).finally(() => looking = undefined);
  }, everyMs);

  return {
    async handle(request, parcel, principal) {
      const id = request.headers.get("mcp-session-id");
      if (id !== null) await known(id, principal);
      const response = await own.handle(request, parcel, principal);
      if (!response.ok) return response;
      try {
        if (request.method === "DELETE" && id !== null) await store.end(id);
        if (parcel === undefined) return response;
        if (id !== null) await subscribed(id, parcel);
        else await opened(response.headers.get("mcp-session-id"), parcel, principal);
      } catch (error) {
        await response.body?.cancel();
        throw error;
      }
      return response;
    },
    async call(call, principal, request) {
      await known(call.session, principal);
      return await own.call(call, principal, request);
    },
    get size() {
      return own.size;
    },
    async [Symbol.asyncDispose]() {
      clearInterval(timer);
      await looking;
      await own[Symbol.asyncDispose]();
    },
  };
}

/** What the client of a session sent to the process before this one. */
function whatItTold({ protocol, subscriptions }: StoredSession): JSONRPCMessage[] {
  return [
    {
      jsonrpc: "2.0",
      id: "resume",
      method: "initialize",
      params: {
        protocolVersion: protocol,
        capabilities: {},
        clientInfo: { name: "resumed", version: "1" },
      },
    },
    { jsonrpc: "2.0", method: "notifications/initialized" },
    ...subscriptions.map((uri) => subscription(uri, true)),
  ];
}

/** An id that no client uses: they count. */
function subscription(uri: string, isWanted: boolean): JSONRPCMessage {
  const method = isWanted ? "resources/subscribe" : "resources/unsubscribe";
  return { jsonrpc: "2.0", id: `${method} ${uri}`, method, params: { uri } };
}

function subscriptionsIn(
  { messages }: Parcel,
): { readonly uri: string; readonly isWanted: boolean }[] {
  return messages.flatMap(({ method, params: { uri } }) => {
    if (typeof uri !== "string" || uri.length > LONGEST_URI) return [];
    if (method !== "resources/subscribe" && method !== "resources/unsubscribe") return [];
    return [{ uri, isWanted: method === "resources/subscribe" }];
  });
}
