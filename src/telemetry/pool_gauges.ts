import type { ConnectionFigures } from "../storage/database.ts";
import type { Gauges } from "./metrics.ts";

/** The use of the connections to a database, as gauges by purpose. */
export function poolGauges(connections: Readonly<Record<string, ConnectionFigures>>): Gauges {
  const pools = Object.entries(connections);
  const by = (figure: keyof ConnectionFigures) =>
    Object.fromEntries(pools.map(([pool, figures]) => [pool, figures[figure]]));
  return {
    pool_connections: by("connections"),
    pool_idle: by("idle"),
    pool_waiting: by("waiting"),
  };
}
