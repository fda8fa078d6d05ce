import type { CompiledQuery, QueryResult } from "kysely";
import type { Writer } from "./database.ts";
import { runAtOnceOf } from "./direct.ts";
import type { KeepingReader } from "./kept.ts";
import { looksOf } from "./narrowed.ts";

/** Statements of one transaction that were sent before the answer to an earlier one came. */
export interface Sending {
  /** Adds a statement that was sent. Waits while very many are on their way. */
  add(answer: Promise<unknown>): Promise<void>;
  /** What went wrong first, when all of them have been answered. */
  firstError(): Promise<unknown>;
  /** From now on nobody looks for errors later: whoever sends waits for the answer. */
  end(): void;
}

/** So many statements fill a packet many times over. */
const MOST_ON_THEIR_WAY = 50;

/** Begins to follow what a transaction sends. */
export function startSending(): Sending {
  let sent: Promise<unknown>[] = [];
  let failed: { readonly reason: unknown } | undefined;
  let hasEnded = false;
  async function firstError(): Promise<unknown> {
    const answers = sent;
    sent = [];
    for (const answer of await Promise.allSettled(answers)) {
      if (answer.status === "rejected") failed ??= answer;
    }
    return failed?.reason;
  }
  return {
    async add(answer) {
      if (hasEnded) return void await answer;
      answer.catch(() => {});
      sent.push(answer);
      if (sent.length < MOST_ON_THEIR_WAY) return;
      await firstError();
      if (failed !== undefined) throw failed.reason;
    },
    firstError,
    end: () => hasEnded = true,
  };
}

const sendings = new WeakMap<Writer, Sending>();

/** Says that a transaction need not wait for each answer. */
export function markSending(writer: Writer, sending: Sending | undefined): void {
  if (sending !== undefined) sendings.set(writer, sending);
}

/** What a transaction sends, if it need not wait. */
export function sendingOf(writer: Writer): Sending | undefined {
  return sendings.get(writer);
}

/**
 * Runs a statement whose answer nobody needs. On a server it goes out together with the next one that
 * is waited for; if it fails, so does the transaction, with its error.
 */
export async function send(writer: Writer, query: CompiledQuery): Promise<void> {
  if (askAtOnce(writer, query) !== undefined) return;
  for (const look of looksOf(writer)) look.take(query.queryId, []);
  const answer = writer.executeQuery(query);
  await (sendingOf(writer)?.add(answer) ?? answer);
}

/** Runs a compiled statement, and gives its rows or how many it changed. */
export async function ask<Row>(
  connection: KeepingReader,
  query: CompiledQuery<Row>,
): Promise<Pick<QueryResult<Row>, "rows" | "numAffectedRows">> {
  return askAtOnce(connection, query) ?? await connection.getExecutor().executeQuery(query);
}

/** Undefined where it has to wait for its turn, or where plugins do more than look. */
function askAtOnce<Row>(connection: KeepingReader, query: CompiledQuery<Row>) {
  const run = runAtOnceOf(connection);
  const looks = looksOf(connection);
  if (run === undefined || connection.getExecutor().plugins.length !== looks.length) {
    return undefined;
  }
  const { rows, changes } = run(query.sql, query.parameters);
  for (const look of looks) look.take(query.queryId, rows, changes);
  // The statement was compiled for these rows.
  return { rows: rows as Row[], numAffectedRows: BigInt(changes) };
}
