import {
  type DatabaseConnection,
  type Driver,
  isAbortedTransactionError,
  type Kysely,
  PostgresDialect,
  PostgresDriver,
  type PostgresPool,
  Transaction,
} from "kysely";
import type { Writer } from "../database.ts";
import type { Schema } from "../schema/schema.ts";
import { markSending, type Sending, startSending } from "../sending.ts";
import { untilClosed } from "../until_closed.ts";

/** Runs work in a transaction of its own. */
type Transact = <Result>(work: (writer: Writer) => Promise<Result>) => Promise<Result>;

const SETTINGS = { isolationLevel: "read committed" } as const;

/**
 * Runs transactions in which statements that are asked for together go to the server together; those
 * of Kysely wait for the answer to each. The server runs them in the order in which they were asked
 * for.
 */
export function pipelinedTransactions(database: Kysely<Schema>, pool: PostgresPool): Transact {
  const dialect = new PostgresDialect({ pool });
  // Only for the words with which transactions begin and end.
  const driver: Driver = new PostgresDriver({ pool });
  return (work) =>
    database.getExecutor().provideConnection(async (connection) => {
      const provider = untilClosed({ provideConnection: (consumer) => consumer(connection) });
      const executor = database.getExecutor().withConnectionProvider(provider);
      const open = new Transaction<Schema>({ config: { dialect }, dialect, driver, executor });
      const sending = startSending();
      markSending(open, sending);
      // Not waited for: a transaction that cannot begin has no connection to go on with, either.
      await sending.add(driver.beginTransaction(connection, SETTINGS));
      const end = () => {
        provider.close();
        sending.end();
      };
      const result = await work(open).finally(end).catch(async (error) => {
        const first = await sending.firstError() ?? error;
        await driver.rollbackTransaction(connection);
        throw first;
      });
      await commit(driver, connection, sending);
      return result;
    });
}

/**
 * The commit goes out behind statements whose answers have not come. If one of them fails, the server
 * takes everything back and says so. If the server is lost, nobody knows what came first.
 */
async function commit(
  driver: Driver,
  connection: DatabaseConnection,
  sending: Sending,
): Promise<void> {
  try {
    await driver.commitTransaction(connection);
  } catch (error) {
    if (isAbortedTransactionError(error)) throw await sending.firstError() ?? error;
    await driver.rollbackTransaction(connection);
    throw error;
  }
}
