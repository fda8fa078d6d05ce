import type { Kysely, KyselyPlugin, QueryId, UnknownRow } from "kysely";
import type { Schema } from "./schema/schema.ts";

/** How a view looks at the queries that go through it. */
export interface Look {
  /** The locations for which it rewrites them; undefined where it does not. */
  readonly locations: string | undefined;
  /** Begins a query that the view has rewritten before. Throws once the call is over. */
  begin(query: QueryId): void;
  /** Takes note of what a query found. Throws if the view should have rewritten it and did not. */
  take(query: QueryId, rows: readonly UnknownRow[], changes?: number): void;
}

const looks = new WeakMap<KyselyPlugin, Look>();

/** Notes how a plugin looks at queries. */
export function markLook(
  plugin: KyselyPlugin,
  locations: readonly string[] | null,
  look: Pick<Look, "begin" | "take">,
): KyselyPlugin {
  looks.set(plugin, { ...look, locations: locations === null ? undefined : nameOf(locations) });
  return plugin;
}

const looksOfPlugins = new WeakMap<readonly KyselyPlugin[], readonly Look[]>();

/** How queries of a reader are looked at; nothing outside of a view. */
export function looksOf(reader: Pick<Kysely<Schema>, "getExecutor">): readonly Look[] {
  const { plugins } = reader.getExecutor();
  return looksOfPlugins.getOrInsertComputed(
    plugins,
    () => plugins.flatMap((plugin) => looks.get(plugin) ?? []),
  );
}

/** For which locations the queries of a reader are rewritten; undefined where they are not. */
export function narrowingOf(reader: Pick<Kysely<Schema>, "getExecutor">): string | undefined {
  return looksOf(reader).find(({ locations }) => locations !== undefined)?.locations;
}

function nameOf(locations: readonly string[]): string {
  return JSON.stringify(locations.toSorted());
}
