import type { Kysely } from "kysely";
import type { PostgresAddress } from "../address/postgres_address.ts";
import { connectPostgres } from "./connection.ts";
import type { Schema } from "../schema/schema.ts";

/** A transaction that only reads; it ends when it is disposed. */
export interface ReadTransaction extends AsyncDisposable {
  readonly reader: Kysely<Schema>;
}

/** Begins a transaction, on a connection of its own, that sees one moment and has no time limit. */
export async function beginReadTransaction(address: PostgresAddress): Promise<ReadTransaction> {
  const connection = connectPostgres(address, { min: 0, max: 1, patient: true });
  try {
    const reader = await connection.startTransaction().setIsolationLevel("repeatable read")
      .setAccessMode("read only").execute();
    return {
      reader,
      async [Symbol.asyncDispose]() {
        // Before that, the pool would wait for it.
        await reader.rollback().execute();
        await connection.destroy();
      },
    };
  } catch (error) {
    await connection.destroy();
    throw error;
  }
}
