import type { Writer } from "./database.ts";

/**
 * The next numbers of a counter, the first of them. A counter is a row, not the engine's own
 * sequence: a transaction that fails takes its numbers back, so there is never a gap.
 */
export async function nextNumbers(writer: Writer, name: string, count = 1): Promise<number> {
  const { value } = await writer.insertInto("counters").values({ name, value: count })
    .onConflict((conflict) =>
      conflict.column("name").doUpdateSet((eb) => ({ value: eb("counters.value", "+", count) }))
    )
    .returning("value")
    .executeTakeFirstOrThrow();
  return value - count + 1;
}
