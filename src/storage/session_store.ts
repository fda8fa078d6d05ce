/** A session of an MCP client, as far as another process needs to know it to go on with it. */
export interface StoredSession {
  readonly id: string;
  /** Who opened it, and what they might do. */
  readonly caller: string;
  readonly rights: string;
  /** The revision of the protocol that the client asked for. */
  readonly protocol: string;
  /** Addresses that it subscribed to. */
  readonly subscriptions: readonly string[];
}

/** How many sessions one caller may have, and for how long one is kept that nobody uses. */
export interface StoreLimits {
  readonly mostOfOne: number;
  readonly idleMs: number;
}

/**
 * Sessions that all processes on a database know of. Each change can be repeated. A server that
 * crashes loses them all: a process that still has one adds it again.
 */
export interface SessionStore {
  /** Adds one; of those that are too many the ones unused for longest end. */
  add(session: StoredSession, limits: StoreLimits): Promise<void>;
  /** Undefined for one that has ended, too. */
  find(id: string): Promise<StoredSession | undefined>;
  /** What each of these is subscribed to, or that it has ended; nothing of those that were lost. */
  look(ids: readonly string[]): Promise<ReadonlyMap<string, readonly string[] | "ended">>;
  subscribe(id: string, uri: string): Promise<void>;
  unsubscribe(id: string, uri: string): Promise<void>;
  /** They were used just now. */
  keep(ids: readonly string[]): Promise<void>;
  end(id: string): Promise<void>;
}
