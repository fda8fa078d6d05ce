import type { Database, Reader } from "../storage/database.ts";

/** The name under which the key is kept. */
const NAME = "arguments_digest";

/**
 * The key of the digests of arguments, the same in every process and after every start; made at the
 * first. Without it a digest would confirm a guest's name to anyone who guesses it.
 */
export async function argumentsKey(
  { reader, write }: Pick<Database, "reader" | "write">,
): Promise<string> {
  const known = await readKey(reader);
  if (known !== undefined) return known;
  const value = crypto.getRandomValues(new Uint8Array(32)).toBase64();
  return await write(async (writer) => {
    await writer.insertInto("secrets").values({ name: NAME, value })
      .onConflict((conflict) => conflict.doNothing()).execute();
    // Another process may have made it first.
    return await readKey(writer) ?? value;
  });
}

async function readKey(reader: Reader): Promise<string | undefined> {
  const row = await reader.selectFrom("secrets").select("value").where("name", "=", NAME)
    .executeTakeFirst();
  return row?.value;
}
