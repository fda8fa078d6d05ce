import type { Logger } from "@logtape/logtape";
import { dirname } from "node:path";
import type { Config } from "../config/config.ts";
import { type Feed, startFeed } from "../restaurant/journal/feed.ts";
import { lastSequence } from "../restaurant/journal/outbox.ts";
import { updateRollups } from "../restaurant/sales/rebuild_rollups.ts";
import { type DemoSummary, fillDemo } from "../demo/fill_demo.ts";
import { startTraffic } from "../demo/traffic.ts";
import type { Registry } from "../mcp/registry.ts";
import { type ServerFactory, serverFactory } from "../mcp/server.ts";
import type { Updates } from "../mcp/updates.ts";
import { IDENTITY, registryOf } from "./registry.ts";
import { changedResources } from "../resources/updates.ts";
import { startAudit } from "../security/audit.ts";
import { authenticator } from "../security/authenticate.ts";
import { jwtVerifier } from "../security/jwt.ts";
import type { Authenticate } from "../security/principal.ts";
import type { Limiter } from "../security/limits.ts";
import { sharedWindow } from "../security/shared_window.ts";
import { slidingWindow } from "../security/sliding_window.ts";
import type { DatabaseAddress } from "../storage/address/database_address.ts";
import type { ConnectionFigures, Database, OnWaited } from "../storage/database.ts";
import { openPostgres } from "../storage/postgres/postgres.ts";
import type { SessionStore } from "../storage/session_store.ts";
import { openSqlite } from "../storage/sqlite/sqlite.ts";
import { checkHealth, type Checks } from "../telemetry/health.ts";
import { createMetrics, type Gauges } from "../telemetry/metrics.ts";
import { type Clock, systemClock } from "../values/clock.ts";
import { suppressRepeats } from "../values/suppress_repeats.ts";
import { startRunner } from "../work/start_runner.ts";

/** How soon events of other processes are noticed. */
const FEED_POLL_MS = 1000;

/** How late a read stands in the audit, at most. */
const AUDIT_FLUSH_MS = 1000;

/** Long enough for the largest question, short enough that nobody waits for a lost one. */
const DEADLINE_MS = 30_000;

/** More callers times tools than anybody serves at a time. */
const MOST_LIMITED = 50_000;

/** The settings that the parts are built from. */
export type AppConfig = Pick<
  Config,
  | "database"
  | "demo"
  | "readOnly"
  | "toolsets"
  | "rateLimit"
  | "authToken"
  | "oauthIssuer"
  | "oauthAudience"
>;

/** The running parts of the program; close with `await using`. */
export interface App extends AsyncDisposable {
  readonly database: Database;
  readonly registry: Registry;
  readonly createServer: ServerFactory;
  /** What subscribers hear of. */
  readonly updates: Updates;
  readonly authenticate: Authenticate;
  /** Sessions of clients, where several processes serve them. */
  readonly sessions: SessionStore | undefined;
  /** For requests over HTTP, which each process counts for itself. */
  readonly limiter: Limiter;
  /** Whether each part works: what /readyz and health_check tell. */
  checks(): Promise<Checks>;
  /** The figures for Prometheus, with those of the transport. */
  metrics(gauges: Readonly<Record<string, number>>): Promise<string>;
  /** Counts an HTTP request that was refused before it became a call. */
  onRefused(reason: string): void;
  /** What the demo restaurant holds; absent when the data is the restaurant's own. */
  readonly demo?: DemoSummary;
}

/** Builds the whole program from its configuration: the one place where parts meet. */
export async function startApp(
  config: AppConfig,
  logger: Logger,
  clock: Clock = systemClock,
): Promise<App> {
  const metrics = createMetrics();
  const stored = await openDatabase(config.database, metrics.waited);
  await updateRollups(stored, { onProgress: rollupProgress(logger) });
  const demo = config.demo ? await fillDemo(stored, { now: clock() }) : undefined;
  const feed = await startFeed(stored.lookups, {
    pollMs: FEED_POLL_MS,
    onError: suppressRepeats((error) => logger.error("event feed: {error}", { error })),
  });
  const watching = stored.watch(feed.wake);
  const audit = startAudit(stored, {
    flushMs: AUDIT_FLUSH_MS,
    onError: suppressRepeats((error) => logger.error("audit: {error}", { error })),
  });
  const database = announcing(stored, feed);
  const runner = startRunner(
    stored,
    config.database,
    (error) => logger.warn("long reads run in the main thread: {error}", { error }),
  );
  const traffic = config.demo ? startDemoTraffic(database, logger, clock) : undefined;
  const updates = updatesOf(feed);
  const ownLimiter = slidingWindow({ now: () => performance.now(), most: MOST_LIMITED });
  const started = performance.now();
  const checks = () =>
    checkHealth({
      ping: stored.ping,
      audit,
      onError: (error) => logger.error("not ready: {error}", { error }),
    });
  const registry = registryOf(database, checks, {
    database,
    runner,
    logger,
    clock,
    deadlineMs: DEADLINE_MS,
    limiter: limiterOf(stored, ownLimiter, logger),
    limits: config.rateLimit,
    audit,
    onCall: metrics.record,
  }, config);
  return {
    database,
    registry,
    createServer: serverFactory(IDENTITY, registry, updates),
    updates,
    authenticate: authenticatorOf(config, stored, clock),
    sessions: stored.sessions,
    limiter: ownLimiter,
    checks,
    metrics: async (gauges) =>
      await metrics.text({
        ...gauges,
        subscribers: feed.listeners,
        // Unknown while the database does not tell; the other figures are wanted then all the more.
        event_lag: await lagOf(feed, stored).catch(() => NaN),
        audit_waiting: audit.waiting,
        ...poolGauges(stored),
        uptime_seconds: Math.round((performance.now() - started) / 1000),
      }),
    onRefused: metrics.refused,
    ...(demo !== undefined && { demo }),
    async [Symbol.asyncDispose]() {
      await traffic?.[Symbol.asyncDispose]();
      await watching[Symbol.asyncDispose]();
      await feed[Symbol.asyncDispose]();
      await runner[Symbol.asyncDispose]();
      await audit[Symbol.asyncDispose]();
      await stored[Symbol.asyncDispose]();
    },
  };
}

/** Tells of each tenth of a recount, which a new version of the figures needs once. */
function rollupProgress(logger: Logger): (share: number) => void {
  let told = 0;
  return (share) => {
    const tenth = Math.floor(share * 10);
    if (tenth <= told) return;
    told = tenth;
    logger.info("sales figures are counted anew: {percent} %", { percent: tenth * 10 });
  };
}

/** Who callers are, by every way of telling it that is configured. */
function authenticatorOf(
  { authToken, oauthIssuer, oauthAudience }: AppConfig,
  { lookups }: Database,
  clock: Clock,
): Authenticate {
  const isOAuth = oauthIssuer !== undefined && oauthAudience !== undefined;
  return authenticator({
    reader: lookups,
    clock,
    isOpen: authToken === undefined && !isOAuth,
    ...(authToken !== undefined && { adminToken: authToken }),
    ...(isOAuth && {
      verifyJwt: jwtVerifier({ issuer: oauthIssuer, audience: oauthAudience, clock }),
    }),
  });
}

/** Guests come and orders move on, for those who watch the demo. */
function startDemoTraffic(database: Database, logger: Logger, clock: Clock): AsyncDisposable {
  return startTraffic(database, {
    clock,
    onOrder: ({ order, estimate }) =>
      logger.info("demo order {number} at {location}: {lines} lines, ready in {minutes} minutes", {
        number: order.number,
        location: order.location_id,
        lines: order.lines.length,
        minutes: estimate.minutes,
      }),
    onError: (error) => logger.error("demo traffic: {error}", { error }),
  });
}

/** A database whose commits wake the feed, so that subscribers hear of them at once. */
function announcing(database: Database, feed: Feed): Database {
  return {
    ...database,
    async write(work) {
      const result = await database.write(work);
      feed.wake();
      return result;
    },
  };
}

/** Calls are counted by all processes together where the database does that. */
function limiterOf({ count }: Database, own: Limiter, logger: Logger): Limiter {
  if (count === undefined) return own;
  return sharedWindow({
    count,
    own,
    onError: suppressRepeats((error) =>
      logger.warn("calls are counted here only: {error}", { error })
    ),
  });
}

/** What the connections to a database are doing, as gauges by what they are for. */
function poolGauges({ connections }: Database): Gauges {
  const pools = Object.entries(connections());
  const by = (figure: keyof ConnectionFigures) =>
    Object.fromEntries(pools.map(([pool, figures]) => [pool, figures[figure]]));
  return {
    pool_connections: by("connections"),
    pool_idle: by("idle"),
    pool_waiting: by("waiting"),
  };
}

/** How many events nobody was told of yet; without listeners nobody waits for any. */
async function lagOf({ listeners, told }: Feed, { lookups }: Database): Promise<number> {
  return listeners === 0 ? 0 : await lastSequence(lookups) - told;
}

/** Committed events as changes of resources, of some locations or of all. */
function updatesOf(feed: Feed): Updates {
  return (locations, listener) =>
    feed.subscribe((events) => {
      const visible = locations === null
        ? events
        : events.filter(({ location_id }) =>
          location_id === null || locations.includes(location_id)
        );
      const sequence = visible.at(-1)?.sequence ?? 0;
      for (const uri of changedResources(visible)) listener({ uri, sequence });
    });
}

/** Opens a database; a missing file is made, with its folder. */
export async function openDatabase(
  address: DatabaseAddress,
  onWaited?: OnWaited,
): Promise<Database> {
  if (address.kind === "server") return await openPostgres(address, onWaited);
  if (address.kind === "file") await Deno.mkdir(dirname(address.path), { recursive: true });
  return await openSqlite(address);
}
