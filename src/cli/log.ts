import { configure, getJsonLinesFormatter, getLogger, type Logger } from "@logtape/logtape";
import type { Config } from "../config/config.ts";
import { hasPackedPlaces, withSourcePlaces } from "./source_positions.ts";
import { boundedOutput } from "./bounded_output.ts";

const LEVELS = { debug: "debug", info: "info", warn: "warning", error: "error" } as const;

/** The log of a program that serves; disposing writes what is waiting. */
export interface Log extends AsyncDisposable {
  readonly logger: Logger;
}

/**
 * Starts the log: one JSON object a line on standard error. Clients that start the program often
 * leave that unread or show it as errors, so over standard input it says only what goes wrong unless
 * another level is set.
 */
export async function startLog(
  { logLevel, transport }: Pick<Config, "logLevel" | "transport">,
): Promise<Log> {
  const format = getJsonLinesFormatter();
  const output = boundedOutput(
    Deno.stderr,
    (count) =>
      `${
        JSON.stringify({
          level: "WARN",
          message: `${count} lines of the log were not read in time`,
        })
      }\n`,
    (lines) => hasPackedPlaces(lines) ? withSourcePlaces(lines) : lines,
  );
  const level = LEVELS[logLevel ?? (transport === "stdio" ? "warn" : "info")];
  await configure({
    reset: true,
    sinks: { stderr: (record) => output.write(format(record)) },
    loggers: [
      { category: ["logtape", "meta"], sinks: ["stderr"], lowestLevel: "warning" },
      { category: "restaurant-mcp", sinks: ["stderr"], lowestLevel: level },
    ],
  });
  return {
    logger: getLogger("restaurant-mcp"),
    [Symbol.asyncDispose]: output[Symbol.asyncDispose],
  };
}
