import { Counter, Gauge, Histogram, Registry } from "prom-client";
import type { CallRecord } from "../security/call_record.ts";

/** Counts of calls and refusals, for Prometheus. */
export interface Metrics {
  record(call: CallRecord): void;
  /** @param reason One of the program's own words. */
  refused(reason: string): void;
  /** @param pool One of the program's own words for what the connection is for. */
  waited(pool: string, seconds: number): void;
  /** @param gauges The current figures, by name without prefix. */
  text(gauges: Gauges): Promise<string>;
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
 * Starts counting, in a registry of its own. Labels come from the program's own names, never from
 * callers: there are as many series as there are tools.
 */
export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  const calls = new Counter({
    name: `${PREFIX}calls_total`,
    help: "Calls by outcome: ok, or the error code",
    labelNames: ["method", "target", "outcome"],
    registers,
  });
  const duration = new Histogram({
    name: `${PREFIX}call_duration_seconds`,
    help: "How long calls took",
    labelNames: ["method", "target"],
    buckets: BUCKETS,
    registers,
  });
  const refusals = new Counter({
    name: `${PREFIX}http_refusals_total`,
    help: "HTTP requests refused before they became calls: authentication, or a limit",
    labelNames: ["reason"],
    registers,
  });
  const waits = new Histogram({
    name: `${PREFIX}pool_wait_seconds`,
    help:
      "How long queries and transactions waited for a connection, until they had one or gave up",
    labelNames: ["pool"],
    buckets: BUCKETS,
    registers,
  });
  const gauges = new Map(
    Object.entries(GAUGES).map(([name, help]) => [
      name,
      new Gauge({ name: `${PREFIX}${name}`, help, registers }),
    ]),
  );
  const poolGauges = new Map(
    Object.entries(POOL_GAUGES).map(([name, help]) => [
      name,
      new Gauge({ name: `${PREFIX}${name}`, help, labelNames: ["pool"], registers }),
    ]),
  );
  return {
    record({ method, target, outcome, duration_ms }) {
      calls.inc({ method, target, outcome });
      duration.observe({ method, target }, duration_ms / 1000);
    },
    refused: (reason) => refusals.inc({ reason }),
    waited: (pool, seconds) => waits.observe({ pool }, seconds),
    async text(values) {
      for (const [name, value] of Object.entries(values)) {
        if (typeof value === "number") gauges.get(name)?.set(value);
        else for (const pool in value) poolGauges.get(name)?.set({ pool }, value[pool] ?? 0);
      }
      return await registry.metrics();
    },
  };
}
