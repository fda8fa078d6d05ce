import type { Reader, Writer } from "./database.ts";
import { prepared, preparedWrite } from "./prepared.ts";
import { ask, send } from "./sending.ts";

/**
 * The next numbers of a counter, the first of them. A counter is a row, not the engine's own
 * sequence: a transaction that fails takes its numbers back, so there is never a gap.
 */
export async function nextNumbers(writer: Writer, name: string, count = 1): Promise<number> {
  const { rows: [counter] } = await ask(writer, addToCounter(writer, { name, count }));
  if (counter === undefined) throw new Error(`Counter ${name} has no value`);
  return counter.value - count + 1;
}

const addToCounter = preparedWrite((writer, { name, count }: { name: string; count: number }) =>
  writer.insertInto("counters").values({ name, value: count })
    .onConflict((conflict) =>
      conflict.column("name").doUpdateSet((eb) => ({ value: eb("counters.value", "+", count) }))
    )
    .returning("value")
);

/** The value of a counter; 0 before it was ever set. */
export async function readCounter(reader: Reader, name: string): Promise<number> {
  const [counter] = await counterNamed(reader, { name });
  return counter?.value ?? 0;
}

const counterNamed = prepared((reader, { name }: { name: string }) =>
  reader.selectFrom("counters").select("value").where("name", "=", name)
);

/** Sets a counter, for example to remember how far something has come. */
export async function setCounter(writer: Writer, name: string, value: number): Promise<void> {
  await send(writer, setTo(writer, { name, value }));
}

const setTo = preparedWrite((writer, { name, value }: { name: string; value: number }) =>
  writer.insertInto("counters").values({ name, value })
    .onConflict((conflict) => conflict.column("name").doUpdateSet({ value }))
);

/** Sets a counter to a number that it never had, because what it stands for changes. */
export async function markChanged(writer: Writer, name: string): Promise<void> {
  await setCounter(writer, name, randomMark());
}

/** 52 random bits: a whole number on every engine. */
function randomMark(): number {
  const [high = 0, low = 0] = crypto.getRandomValues(new Uint32Array(2));
  return (high % 2 ** 20) * 2 ** 32 + low;
}
