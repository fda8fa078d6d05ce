import type { CallRecord } from "../security/call_record.ts";
import { counter, type Gauge, gauge, histogram, type SeriesName } from "./series.ts";

/** Counts of calls and refusals, for Prometheus. */
export interface Metrics {
  record(call: CallRecord): void;
  /** @param reason One of the program's own words. */
  refused(reason: string): void;
  /** @param pool One of the program's own words for what the connection is for. */
  waited(pool: string, seconds: number): void;
  /** @param gauges The current figures, by name without prefix. */
  text(gauges: Gauges): string;
}

/** One figure each, or one for each pool of connections. */
export type Gauges = Readonly<Record<string, number | Readonly<Record<string, number>>>>;

/** Seconds: most answers take a few thousandths, the slowest are given up after thirty. */
const BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10, 30];

const PREFIX = "restaurant_mcp_";

/** The description of each gauge; a name that is not here is not shown. */
const GAUGES: Readonly<Record<string, string>> = {
  sessions: "Open sessions of the 2025 revisions",
  streams: "Open streams, which is subscribers over HTTP",
  requests: "HTTP requests in flight",
  subscribers: "Listeners to events",
  event_lag: "Events committed and not yet announced",
  audit_waiting: "Calls not yet written to the audit",
  pages_damaged: "Whether the database file was found to be damaged: 1 or 0",
  pages_checked_seconds: "Seconds since the pages of the database file were last found to be whole",
  removed_keys: "Idempotency keys removed because of their age, since the start",
  removed_events: "Events removed because of their age, since the start",
  folded_movements: "Stock movements of old orders summed up by day, since the start",
  cache_entries: "Analyses that are kept",
  cache_hits: "Analyses given without computing them, since the start",
  cache_misses: "Analyses computed, since the start",
  cache_dropped: "Kept analyses dropped because the data changed, since the start",
  uptime_seconds: "Seconds since the start",
};

/** Those that exist once per pool. */
const POOL_GAUGES: Readonly<Record<string, string>> = {
  pool_connections: "Connections to the PostgreSQL server",
  pool_idle: "Idle connections",
  pool_waiting: "Queries and transactions that wait for a connection",
};

/**
 * Starts counting. Labels come from the program's own names, never from callers: there are as many
 * series as there are tools.
 */
export function createMetrics(): Metrics {
  const calls = counter(named("calls_total", "Calls by outcome: ok, or the error code"));
  const duration = histogram(named("call_duration_seconds", "How long calls took"), BUCKETS);
  const refusals = counter(named(
    "http_refusals_total",
    "Requests refused before they became calls: a host, no or a wrong token, a scope, a limit, an unknown name",
  ));
  const waits = histogram(
    named(
      "pool_wait_seconds",
      "How long queries and transactions waited for a connection, until they had one or gave up",
    ),
    BUCKETS,
  );
  const gauges = gaugesOf(GAUGES, true);
  const poolGauges = gaugesOf(POOL_GAUGES, false);
  const all = [calls, duration, refusals, waits, ...gauges.values(), ...poolGauges.values()];
  return {
    record({ method, target, outcome, duration_ms }) {
      calls.add({ method, target, outcome });
      duration.observe(duration_ms / 1000, { method, target });
    },
    refused: (reason) => refusals.add({ reason }),
    waited: (pool, seconds) => waits.observe(seconds, { pool }),
    text(values) {
      for (const [name, value] of Object.entries(values)) {
        if (typeof value === "number") gauges.get(name)?.set(value);
        else for (const pool in value) poolGauges.get(name)?.set(value[pool] ?? 0, { pool });
      }
      return `${all.map((series) => series.lines().join("\n")).join("\n\n")}\n`;
    },
  };
}

function named(name: string, help: string): SeriesName {
  return { name: `${PREFIX}${name}`, help };
}

function gaugesOf(
  helps: Readonly<Record<string, string>>,
  isOne: boolean,
): ReadonlyMap<string, Gauge> {
  return new Map(
    Object.entries(helps).map(([name, help]) => [name, gauge(named(name, help), isOne)]),
  );
}
