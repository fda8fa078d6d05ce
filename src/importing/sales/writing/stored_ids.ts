import { IDS_AT_ONCE, slices } from "../../../storage/bulk.ts";
import type { Reader } from "../../../storage/database.ts";
import { perhapsSet } from "../../../values/perhaps_set.ts";

/** What is looked for. */
interface Wanted {
  /** The ids that it may have; with another one than the first only if something has the first. */
  readonly externalIds: readonly string[];
}

/** Finds the stored orders or refunds of one source by the ids that they have there. */
export interface StoredIds {
  /** Our ids of those that are stored. */
  find(reader: Reader, location: string, wanted: readonly Wanted[]): Promise<string[]>;
  /** Notes one that this import adds. */
  add(location: string, externalId: string | null): void;
}

/**
 * Looks up in the database, unless it cannot find anything: most large files are the first of their
 * source at a location, and then only what this import added is there.
 */
export function storedIds(table: "orders" | "refunds", source: string): StoredIds {
  const isFirst = new Map<string, boolean>();
  const added = perhapsSet();

  /** Asked before this import adds anything there. */
  async function isFirstOf(reader: Reader, location: string): Promise<boolean> {
    const known = isFirst.get(location);
    if (known !== undefined) return known;
    const one = await reader.selectFrom(table).select("id")
      .where("location_id", "=", location).where("source", "=", source)
      .where("external_id", "is not", null)
      .limit(1).executeTakeFirst();
    isFirst.set(location, one === undefined);
    return one === undefined;
  }

  return {
    async find(reader, location, wanted) {
      const possible = await isFirstOf(reader, location)
        ? wanted.filter(({ externalIds: [id = ""] }) => added.mayHave(location, id))
        : wanted;
      const externalIds = [...new Set(possible.flatMap(({ externalIds }) => externalIds))];
      const ids: string[] = [];
      for (const slice of slices(externalIds, IDS_AT_ONCE)) {
        const found = await reader.selectFrom(table).select("id")
          .where("location_id", "=", location)
          .where("source", "=", source)
          .where("external_id", "in", slice)
          .execute();
        for (const { id } of found) ids.push(id);
      }
      return ids;
    },
    add(location, externalId) {
      if (externalId !== null) added.add(location, externalId);
    },
  };
}
