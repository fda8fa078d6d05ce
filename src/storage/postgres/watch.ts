// @deno-types="@types/pg"
import pg from "pg";
import { ExponentialBackoff, handleAll, retry } from "cockatiel";
import type { PostgresAddress } from "../address/postgres_address.ts";
import { EVENTS_CHANNEL } from "../migrations/list/0004_replicas.ts";
import { clientConfig } from "./pool.ts";

/** Waits between tries to get a connection; those of several processes differ. */
const WAITS = { backoff: new ExponentialBackoff({ initialDelay: 100, maxDelay: 5000 }) };
const CONNECTION_MS = 5000;

/**
 * Notifies of every commit of events, by any process, through a connection of its own. A lost
 * connection is replaced, however long that takes; because notifications may have been missed, a
 * new connection counts as a commit.
 */
export function watchEvents(address: PostgresAddress, onCommitted: () => void): AsyncDisposable {
  const ended = new AbortController();
  const watching = watch(address, onCommitted, ended.signal);
  return {
    async [Symbol.asyncDispose]() {
      ended.abort();
      await watching;
    },
  };
}

async function watch(address: PostgresAddress, onCommitted: () => void, ended: AbortSignal) {
  while (!ended.aborted) {
    const client = await retry(handleAll, WAITS).dangerouslyUnref()
      .execute(() => ended.aborted ? undefined : listen(address, onCommitted));
    if (client === undefined) return;
    onCommitted();
    await lostOr(client, ended);
    await closed(client);
  }
}

async function listen(address: PostgresAddress, onCommitted: () => void): Promise<pg.Client> {
  const client = new pg.Client({
    ...clientConfig(address, { readOnly: true }),
    connectionTimeoutMillis: CONNECTION_MS,
    query_timeout: CONNECTION_MS,
  });
  // Its end is reported as well.
  client.on("error", () => {});
  client.on("notification", onCommitted);
  try {
    await client.connect();
    await client.query(`listen ${EVENTS_CHANNEL}`);
    return client;
  } catch (error) {
    await closed(client);
    throw error;
  }
}

function lostOr(client: pg.Client, ended: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    client.once("end", resolve);
    client.once("error", () => resolve());
    ended.addEventListener("abort", () => resolve(), { once: true });
    if (ended.aborted) resolve();
  });
}

async function closed(client: pg.Client): Promise<void> {
  await client.end().catch(() => {});
}
