import { configure, getJsonLinesFormatter, getLogger, type Logger } from "@logtape/logtape";
import type { Config } from "../config/config.ts";

const LEVELS = { debug: "debug", info: "info", warn: "warning", error: "error" } as const;

/** Starts the log: one JSON object a line on standard error, written before the call returns. */
export async function startLog({ logLevel }: Pick<Config, "logLevel">): Promise<Logger> {
  const format = getJsonLinesFormatter();
  const encoder = new TextEncoder();
  await configure({
    reset: true,
    sinks: { stderr: (record) => void Deno.stderr.writeSync(encoder.encode(format(record))) },
    loggers: [
      { category: ["logtape", "meta"], sinks: ["stderr"], lowestLevel: "warning" },
      { category: "restaurant-mcp", sinks: ["stderr"], lowestLevel: LEVELS[logLevel] },
    ],
  });
  return getLogger("restaurant-mcp");
}
