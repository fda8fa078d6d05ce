import { z } from "zod";
import { defineTool } from "../mcp/tool.ts";
import { type HealthProbe, isHealthy } from "../telemetry/health.ts";
import type { Clock } from "../values/clock.ts";
import { nowText } from "../values/clock.ts";

const check = z.enum(["ok", "failing"]);

const output = z.strictObject({
  status: z.enum(["healthy", "unhealthy"]),
  checks: z.strictObject({ server: check, database: check, audit: check, cache: check }),
  version: z.string(),
  uptime_seconds: z.int(),
  timestamp: z.string(),
});

/** Whether every part of the server does its work. */
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
  run: async (_args, { health, clock }: { health: HealthProbe; clock: Clock }) => {
    const checks = await health.checks();
    return {
      status: isHealthy(checks) ? "healthy" as const : "unhealthy" as const,
      checks: { server: "ok" as const, ...checks },
      version: health.version,
      uptime_seconds: Math.floor(health.started.until(clock()).total("seconds")),
      timestamp: nowText(clock),
    };
  },
  text: ({ status, checks, version, uptime_seconds, timestamp }) =>
    `${status}: server ${checks.server}, database ${checks.database}, audit ${checks.audit}, ` +
    `cache ${checks.cache}; ` +
    `version ${version}, ` +
    `up ${uptime_seconds} s, ${timestamp}.`,
});
