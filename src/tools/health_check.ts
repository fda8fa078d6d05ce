import { z } from "zod";
import { defineTool } from "../mcp/tool.ts";
import type { Clock } from "../values/clock.ts";
import { nowText } from "../values/clock.ts";
import type { HealthProbe } from "./services.ts";

const check = z.enum(["ok", "failing"]);

const output = z.strictObject({
  status: z.enum(["healthy", "unhealthy"]),
  checks: z.strictObject({ server: check, database: check }),
  version: z.string(),
  uptime_seconds: z.int(),
  timestamp: z.string(),
});

/** Whether the server and its database answer. */
export const healthCheck = defineTool({
  name: "health_check",
  title: "Health check",
  description:
    "Whether the server and its database answer, with version and uptime. Use it when another " +
    "tool failed or seems slow; not before every call.",
  effect: "read",
  scope: "operations:read",
  input: z.strictObject({}),
  output,
  run: async (_args, { health, clock }: { health: HealthProbe; clock: Clock }) => {
    const database = await health.ping().then(() => "ok" as const, () => "failing" as const);
    return {
      status: database === "ok" ? "healthy" as const : "unhealthy" as const,
      checks: { server: "ok" as const, database },
      version: health.version,
      uptime_seconds: Math.floor(health.started.until(clock()).total("seconds")),
      timestamp: nowText(clock),
    };
  },
  text: ({ status, checks, version, uptime_seconds, timestamp }) =>
    `${status}: server ${checks.server}, database ${checks.database}; version ${version}, ` +
    `up ${uptime_seconds} s, ${timestamp}.`,
});
