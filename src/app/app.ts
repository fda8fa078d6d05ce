import type { Logger } from "@logtape/logtape";
import type { Config } from "../config/config.ts";
import { DEFAULT_RETENTION } from "../config/retention.ts";
import type { DemoSummary } from "../demo/fill_demo.ts";
import type { FileDesk } from "../files/desk.ts";
import type { Registry } from "../mcp/registry.ts";
import { type ServerFactory, serverFactory } from "../mcp/server.ts";
import type { Updates } from "../mcp/updates.ts";
import { announcing } from "../restaurant/journal/announcing.ts";
import { keepAnalysed } from "../restaurant/feedback/keep_analysed.ts";
import { startFeed } from "../restaurant/journal/feed.ts";
import { feedLag } from "../restaurant/journal/feed_lag.ts";
import { updateRollups } from "../restaurant/sales/rebuild_rollups.ts";
import { argumentsKey } from "../security/arguments_key.ts";
import { startAudit } from "../security/audit.ts";
import type { Limiter } from "../security/limits.ts";
import type { Authenticate } from "../security/principal.ts";
import { slidingWindow } from "../security/sliding_window.ts";
import type { Database } from "../storage/database.ts";
import { refusingDamaged } from "../storage/refusing.ts";
import type { SessionStore } from "../storage/session_store.ts";
import { checkHealth, type Checks } from "../telemetry/health.ts";
import { createMetrics } from "../telemetry/metrics.ts";
import { poolGauges } from "../telemetry/pool_gauges.ts";
import { startUptime } from "../telemetry/uptime.ts";
import { type Clock, systemClock } from "../values/clock.ts";
import { keyedDigest } from "../values/digest.ts";
import { suppressRepeats } from "../values/suppress_repeats.ts";
import { startBackground } from "../work/background.ts";
import { startRunner } from "../work/start_runner.ts";
import { authenticatorOf } from "./authenticator.ts";
import { filesOf } from "./files.ts";
import { type Folding, startFolding } from "./folding.ts";
import { limiterOf } from "./limiter.ts";
import { openDatabase } from "./open_database.ts";
import { analysesOf, cacheGauges } from "./analyses.ts";
import { IDENTITY, registryOf } from "./registry.ts";
import { startPageCheck } from "./page_check.ts";
import { SCHEDULE, type Schedule } from "./schedule.ts";
import { rollupProgress } from "./rollup_progress.ts";
import { startRetention } from "./retention.ts";
import { updatesOf } from "./updates.ts";

/** How soon events of other processes are noticed. */
const FEED_POLL_MS = 1000;

/** The longest delay before a read is in the audit. */
const AUDIT_FLUSH_MS = 1000;

/** Long enough for the largest question, short enough that a stuck one does not hold its place. */
const DEADLINE_MS = 30_000;

/** More background work than the program has kinds of. */
const MOST_BACKGROUND = 100;

/** How long background work may take to end with the program. */
const DRAIN_MS = 5000;

/** More callers times tools than are in use at once. */
const MOST_LIMITED = 50_000;

/** The settings that the parts are built from. */
export type AppConfig =
  & Pick<
    Config,
    | "database"
    | "demo"
    | "readOnly"
    | "toolsets"
    | "rateLimit"
    | "authToken"
    | "oauthIssuer"
    | "oauthAudience"
  >
  & Partial<Pick<Config, "page" | "retention">>;

/** The running parts of the program; close with `await using`. */
export interface App extends AsyncDisposable {
  readonly database: Database;
  readonly registry: Registry;
  readonly createServer: ServerFactory;
  /** What subscribers are notified of. */
  readonly updates: Updates;
  readonly authenticate: Authenticate;
  /** Sessions of clients, where several processes serve them. */
  readonly sessions: SessionStore | undefined;
  /** For requests over HTTP, which each process counts for itself. */
  readonly limiter: Limiter;
  /** Files made for callers. */
  readonly files: FileDesk;
  /** Whether each part works, for /readyz and health_check. */
  checks(): Promise<Checks>;
  /** The figures for Prometheus, with those of the transport. */
  metrics(gauges: Readonly<Record<string, number>>): Promise<string>;
  /** Counts and logs a request that was refused before it became a call. */
  readonly onRefused: Folding["onRefused"];
  /** What the demo restaurant holds, once it is filled; absent when the data is the restaurant's own. */
  readonly demo?: Promise<DemoSummary>;
}

/** Builds the whole program from its configuration: the one place where parts meet. */
export async function startApp(
  config: AppConfig,
  logger: Logger,
  clock: Clock = systemClock,
  schedule: Schedule = SCHEDULE,
): Promise<App> {
  // Each part is closed before the parts it depends on; all are closed if one fails to start.
  await using parts = new AsyncDisposableStack();
  const uptimeSeconds = startUptime();
  const metrics = createMetrics();
  const reporting = (part: string) =>
    suppressRepeats((error) => logger.error("{part}: {error}", { part, error }));
  const stored = parts.use(
    await openDatabase(config.database, {
      onWaited: metrics.waited,
      onMigration: (step) => logger.warn("updating the database: {step}", { step }),
    }),
  );
  await updateRollups(stored, { onProgress: rollupProgress(logger) });
  const audit = parts.use(
    startAudit(stored, { flushMs: AUDIT_FLUSH_MS, clock, onError: reporting("audit") }),
  );
  const feed = parts.use(
    await startFeed(stored.lookups, {
      pollMs: FEED_POLL_MS,
      isLazy: stored.engine === "sqlite",
      onError: reporting("event feed"),
    }),
  );
  parts.use(stored.watch(feed.wake));
  const runner = parts.use(
    startRunner(
      stored,
      config.database,
      (error) => logger.warn("long reads run in the main thread: {error}", { error }),
    ),
  );
  // Before the demo fills the one connection: who connects is not kept waiting.
  const digestKey = await argumentsKey(stored);
  const ending = new AbortController();
  const demo = config.demo
    ? (await import("../demo/fill_demo.ts")).fillDemo(stored, {
      now: clock(),
      signal: ending.signal,
    })
    : undefined;
  // Clients are answered while it is filled; what they ask of the data waits for the one connection.
  const reportDemo = reporting("demo");
  parts.defer(async () =>
    void await demo?.catch((error) => ending.signal.aborted || reportDemo(error))
  );
  const reportBackground = reporting("background work");
  const background = parts.use(
    startBackground({
      waiting: MOST_BACKGROUND,
      drainMs: DRAIN_MS,
      onError: (name, error) => reportBackground(`${name}: ${error}`),
    }),
  );
  const pages = config.database.kind === "file"
    ? parts.use(startPageCheck(runner, background, schedule.pages, (table, complaint) => {
      logger.error("the database file is damaged in {table}: {complaint}", { table, complaint });
    }))
    : undefined;
  const writable = pages === undefined ? stored : refusingDamaged(stored, pages);
  const database = announcing(writable, feed);
  parts.use(keepAnalysed(database, background, clock));
  const retention = parts.use(startRetention(writable, background, {
    days: config.retention ?? DEFAULT_RETENTION,
    clock,
    times: schedule.retention,
    onRemoved: (removed) =>
      logger.info(
        "retention: {keys} idempotency keys and {events} events removed, {movements} movements folded",
        removed,
      ),
  }));
  if (config.demo) {
    const { startDemoTraffic } = await import("./demo_traffic.ts");
    parts.use(startDemoTraffic(database, logger, clock));
  }
  const updates = updatesOf(feed);
  const limiter = slidingWindow({ now: () => performance.now(), most: MOST_LIMITED });
  const onError = suppressRepeats((error) => logger.error("not ready: {error}", { error }));
  const analyses = analysesOf(stored, reporting("cache"));
  const checks = () => checkHealth({ ping: stored.ping, pages, audit, cache: analyses, onError });
  const files = filesOf(config, stored, clock, audit);
  const { refusals, reads, onRefused } = parts.use(startFolding(metrics, logger));
  const registry = registryOf(database, { checks, uptimeSeconds, analyses, files }, {
    database,
    runner,
    logger,
    clock,
    deadlineMs: DEADLINE_MS,
    limiter: limiterOf(stored, limiter, logger),
    refusals,
    reads,
    limits: config.rateLimit,
    audit,
    digestArguments: keyedDigest(digestKey),
    onCall: metrics.record,
  }, config);
  // First of all: what else ends may wait for the connection that is being filled.
  parts.defer(() => ending.abort());
  const running = parts.move();
  return {
    database,
    registry,
    createServer: serverFactory(IDENTITY, registry, updates),
    updates,
    authenticate: authenticatorOf(config, stored, clock),
    sessions: stored.sessions,
    limiter,
    files,
    checks,
    metrics: async (gauges) =>
      metrics.text({
        ...gauges,
        subscribers: feed.listeners,
        // Unknown while the database does not answer; the other figures matter all the more then.
        event_lag: await feedLag(feed, stored.lookups).catch(() => NaN),
        audit_waiting: audit.waiting,
        pages_damaged: Number(pages?.isDamaged ?? false),
        pages_checked_seconds: pages?.age ?? NaN,
        ...retention.gauges,
        ...cacheGauges(analyses),
        ...poolGauges({ ...stored.connections(), ...runner.connections() }),
        uptime_seconds: uptimeSeconds(),
      }),
    onRefused,
    ...(demo !== undefined && { demo }),
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}
