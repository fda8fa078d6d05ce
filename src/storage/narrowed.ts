import type { KyselyPlugin } from "kysely";
import type { Writer } from "./database.ts";

const narrowing = new WeakSet<KyselyPlugin>();

/** Notes that a plugin rewrites queries, so that each has to be built anew and pass by it. */
export function markNarrowing(plugin: KyselyPlugin): KyselyPlugin {
  narrowing.add(plugin);
  return plugin;
}

/** Whether the queries of a transaction are rewritten for a caller of some locations. */
export function isNarrowed(writer: Writer): boolean {
  return writer.getExecutor().plugins.some((plugin) => narrowing.has(plugin));
}
