import type { Reader, Writer } from "./database.ts";
import { prepared, preparedWrite } from "./prepared.ts";
import { ask } from "./sending.ts";

/** The last numbers of a counter that each location and the house have for themselves. */
export interface Numbers {
  /** Of a location that has none of its own: the last of those that all locations shared before. */
  readonly base: number;
  /** By location. */
  readonly own: ReadonlyMap<string, number>;
}

/** The number of a location. */
export function numberAt({ base, own }: Numbers, location: string): number {
  return own.get(location) ?? base;
}

/** Whether no location is further in one of them than in the other. */
export function isWithin(one: Numbers, other: Numbers): boolean {
  return one.base <= other.base &&
    [...one.own.keys(), ...other.own.keys()]
      .every((location) => numberAt(one, location) <= numberAt(other, location));
}

/** The higher number of each location. */
export function furthest(one: Numbers, other: Numbers): Numbers {
  const own = [...one.own.keys(), ...other.own.keys()].map((location) =>
    [location, Math.max(numberAt(one, location), numberAt(other, location))] as const
  );
  return { base: Math.max(one.base, other.base), own: new Map(own) };
}

/**
 * The first of the next numbers at some locations. Each counts for itself, so writers of different
 * locations do not wait for each other; as with `nextNumbers`, there is never a gap. Rows are locked
 * in the order of the locations, so that writers never wait in a circle.
 *
 * @param counts How many numbers each location needs.
 */
export async function nextNumbersAt(
  writer: Writer,
  name: string,
  counts: ReadonlyMap<string, number>,
): Promise<Map<string, number>> {
  const ids = [...counts.keys()].sort();
  const added = ids.map((id) => counts.get(id) ?? 0);
  const { rows: taken } = await ask(writer, addToCounters(writer, { name, ids, added }));
  const firsts = new Map(
    taken.map((
      { location_id, value },
    ) => [location_id, value - (counts.get(location_id) ?? 0) + 1]),
  );
  const begun = [...firsts].filter(([id, first]) => first === 1 && counts.get(id) !== 0);
  if (begun.length === 0) return firsts;
  return new Map([...firsts, ...await begunAfterBase(writer, name, begun.map(([id]) => id))]);
}

type Added = {
  readonly name: string;
  readonly ids: readonly string[];
  readonly added: readonly number[];
};

const addToCounters = preparedWrite((writer, { name, ids, added }: Added) =>
  writer.insertInto("location_counters")
    .values(ids.map((location_id, at) => ({ location_id, name, value: added[at] ?? 0 })))
    .onConflict((conflict) =>
      conflict.columns(["location_id", "name"]).doUpdateSet((eb) => ({
        value: eb("location_counters.value", "+", eb.ref("excluded.value")),
      }))
    )
    .returning(["location_id", "value"])
);

/** Counters that have just begun go on after the number that all locations shared. */
async function begunAfterBase(
  writer: Writer,
  name: string,
  ids: readonly string[],
): Promise<[string, number][]> {
  const { base } = await readNumbers(writer, name);
  if (base > 0) {
    await writer.updateTable("location_counters").set((eb) => ({ value: eb("value", "+", base) }))
      .where("name", "=", name).where("location_id", "in", ids).execute();
  }
  return ids.map((id) => [id, base + 1]);
}

/** The last numbers of a counter. */
export async function readNumbers(reader: Reader, name: string): Promise<Numbers> {
  const before = `${name}${BEFORE}`;
  const rows = await countersNamed(reader, { names: [name, before] });
  return {
    base: rows.find((row) => row.name === before)?.value ?? 0,
    own: new Map(
      rows.filter((row) => row.name === name).map(({ location_id, value }) => [location_id, value]),
    ),
  };
}

/** After the name of a counter: the row of the house with what it was before locations had one. */
const BEFORE = "_before";

const countersNamed = prepared((reader, { names }: { readonly names: readonly string[] }) =>
  reader.selectFrom("location_counters").selectAll().where("name", "in", names)
);

/** Sets the number of a location, for example to remember how far something has come. */
export async function setNumberAt(
  writer: Writer,
  name: string,
  location_id: string,
  value: number,
): Promise<void> {
  await writer.insertInto("location_counters").values({ location_id, name, value })
    .onConflict((conflict) => conflict.columns(["location_id", "name"]).doUpdateSet({ value }))
    .execute();
}
