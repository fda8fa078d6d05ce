import { z } from "zod";
import { defineTool } from "../mcp/tool.ts";
import { type HealthProbe, isHealthy } from "../telemetry/health.ts";
import type { Clock } from "../values/clock.ts";
import { nowText } from "../values/clock.ts";
import { lastImport } from "../restaurant/sales/last_import.ts";
import type { Reader } from "../storage/database.ts";

const check = z.enum(["ok", "failing"]);

const output = z.strictObject({
  status: z.enum(["healthy", "unhealthy"]),
  checks: z.strictObject({
    server: check,
    database: z.enum(["ok", "failing", "damaged"]),
    audit: check,
    cache: check,
  }),
  last_import: z.string().nullable().describe("When a file was imported last, UTC."),
  version: z.string(),
  uptime_seconds: z.int(),
  timestamp: z.string(),
});

interface Needs {
  readonly health: HealthProbe;
  readonly reader: Reader;
  readonly clock: Clock;
}

/** Whether every part of the server works. */
export const healthCheck = defineTool({
  name: "health_check",
  title: "Health check",
  description:
    "Whether the server, its database, its audit and its cache work, with version and uptime. Use it when another " +
    "tool failed or seems slow; not before every call.",
  effect: "read",
  scope: "operations:read",
  input: z.strictObject({}),
  output,
  run: async (_args, { health, reader, clock }: Needs) => {
    const checks = await health.checks();
    const last_import = checks.database === "ok" ? await lastImport(reader) : null;
    return {
      status: isHealthy(checks) ? "healthy" as const : "unhealthy" as const,
      checks: { server: "ok" as const, ...checks },
      last_import,
      version: health.version,
      uptime_seconds: health.uptimeSeconds(),
      timestamp: nowText(clock),
    };
  },
  text: ({ status, checks, last_import, version, uptime_seconds, timestamp }) =>
    `${status}: server ${checks.server}, database ${checks.database}, audit ${checks.audit}, ` +
    `cache ${checks.cache}; ` +
    `last import ${last_import ?? "never"}; version ${version}, ` +
    `up ${uptime_seconds} s, ${timestamp}.`,
});
