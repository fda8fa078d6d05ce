/** A session of an MCP client, with what another process needs to continue it. */
export interface StoredSession {
  readonly id: string;
  /** Who opened it, with which rights. */
  readonly caller: string;
  readonly rights: string;
  /** The revision of the protocol that the client asked for. */
  readonly protocol: string;
  /** Addresses that it subscribed to. */
  readonly subscriptions: readonly string[];
}

/** The most sessions of one caller, and how long an unused one is kept. */
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
  /** The subscriptions of each of these, or that it has ended; nothing for lost ones. */
  look(ids: readonly string[]): Promise<ReadonlyMap<string, readonly string[] | "ended">>;
  subscribe(id: string, uri: string): Promise<void>;
  unsubscribe(id: string, uri: string): Promise<void>;
  /** They were used just now. */
  keep(ids: readonly string[]): Promise<void>;
  end(id: string): Promise<void>;
}
