import type { KyselyPlugin } from "kysely";
import type { KeepingReader } from "./kept.ts";

const narrowing = new WeakMap<KyselyPlugin, string>();

/** Notes that a plugin rewrites queries for some locations. */
export function markNarrowing(plugin: KyselyPlugin, locations: readonly string[]): KyselyPlugin {
  narrowing.set(plugin, locations.toSorted().join(" "));
  return plugin;
}

/** The locations to which a reader's queries are narrowed; undefined if they are not. */
export function narrowingOf(reader: Pick<KeepingReader, "getExecutor">): string | undefined {
  const { plugins } = reader.getExecutor();
  return plugins.map((plugin) => narrowing.get(plugin)).find((found) => found !== undefined);
}
