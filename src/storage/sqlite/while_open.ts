import { SqliteDialect, Transaction } from "kysely";
import type { Writer } from "../database.ts";
import { openDirectly } from "../direct.ts";
import type { Schema } from "../schema/schema.ts";
import { untilClosed } from "../until_closed.ts";

const DIALECT = new SqliteDialect({
  database: () => Promise.reject(new Error("A transaction opens no connection")),
});

/** Transactions begin and end elsewhere: here statements of an open one only run. */
const UNUSED = { config: { dialect: DIALECT }, dialect: DIALECT, driver: DIALECT.createDriver() };

/**
 * Runs work on a transaction that is the work's own until it ends: its last statement has run by then,
 * even one that nobody waited for, and what it asks for later is refused. On a connection that all
 * transactions share it would be part of the next one.
 */
export async function whileOpen<Result>(
  transaction: Writer,
  work: (writer: Writer) => Promise<Result>,
): Promise<Result> {
  const executor = transaction.getExecutor();
  const running = new Set<Promise<unknown>>();
  const provider = untilClosed(executor);
  const own = new Transaction<Schema>({
    ...UNUSED,
    executor: executor.withConnectionProvider({
      provideConnection(consumer) {
        const statement = provider.provideConnection(consumer);
        running.add(statement);
        const forget = () => void running.delete(statement);
        statement.then(forget, forget);
        return statement;
      },
    }),
  });
  using _direct = openDirectly(own);
  try {
    return await work(own);
  } finally {
    provider.close();
    await Promise.allSettled(running);
  }
}
