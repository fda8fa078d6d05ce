import { CompiledQuery } from "kysely";
import { commonCommit } from "../before_commit.ts";
import { nextTurn } from "../../values/next_turn.ts";
import type { Database, Writer } from "../database.ts";
import { ask } from "../sending.ts";
import { whileOpen } from "./while_open.ts";

/** More would let the first wait for too long. */
const MOST = 32;

/** One piece of work that waits for its transaction. */
interface Waiting {
  /** Runs it in a transaction shared with others; resolves after the commit. */
  run(writer: Writer): Promise<void>;
  /** Runs it in a transaction of its own, and reports the outcome. */
  alone(): Promise<void>;
  /** Reports the outcome. */
  settle(): void;
  fail(error: unknown): void;
}

/** After a failure, so many groups give each piece a savepoint. */
const CAREFUL_GROUPS = 100;

/**
 * Runs concurrent short work in one transaction, so that one flush to the disk makes all of it
 * durable. Each piece resolves after the commit. A failure rolls back only its own piece: usually
 * none fails, so at first there is no way back but that of all; if one does, the group runs again
 * with a savepoint for each, and so do those that follow for a while. If the commit fails, each runs
 * once more, alone.
 *
 * @param alone Runs one piece in a transaction of its own.
 * @param transaction Runs work in one transaction, without the steps before a commit.
 */
export function commitGroup(
  alone: Database["write"],
  transaction: (work: (writer: Writer) => Promise<void>) => Promise<void>,
): Database["write"] {
  let waiting: Waiting[] = [];
  let isRunning = false;
  let careful = 0;

  async function runAll(): Promise<void> {
    isRunning = true;
    try {
      // Work that is already in the event loop may still join.
      await nextTurn();
      while (waiting.length > 0) {
        const group = waiting.slice(0, MOST);
        waiting = waiting.slice(MOST);
        const [only, ...others] = group;
        await (only !== undefined && others.length === 0 ? only.alone() : runGroup(group));
      }
    } finally {
      // At once: what comes in between would wait for someone who has left.
      isRunning = false;
    }
  }

  async function runGroup(group: readonly Waiting[]): Promise<void> {
    const isCareful = careful > 0;
    if (isCareful) careful--;
    const failure = await together(group, transaction, isCareful ? withSavepoint : withoutOne);
    if (failure === undefined) return;
    if (failure.hasBegun && !isCareful) {
      careful = CAREFUL_GROUPS;
      return await runGroup(group);
    }
    // Running each alone shows which one failed. If the transaction never began, none of them did.
    for (const { alone, fail } of group) await (failure.hasBegun ? alone() : fail(failure.error));
  }

  return (work) => {
    const { promise, waits } = waitingFor(work, alone);
    waiting.push(waits);
    if (!isRunning) void runAll();
    return promise;
  };
}

/** Why a group was not committed. */
interface Failure {
  readonly error: unknown;
  /** Whether its transaction began at all. */
  readonly hasBegun: boolean;
}

/** Runs one piece of a group. */
type Guard = (writer: Writer, work: () => Promise<void>) => Promise<void>;

const withoutOne: Guard = (_writer, work) => work();

async function together(
  group: readonly Waiting[],
  transaction: (work: (writer: Writer) => Promise<void>) => Promise<void>,
  guard: Guard,
): Promise<Failure | undefined> {
  let hasBegun = false;
  try {
    await transaction(async (writer) => {
      hasBegun = true;
      const common = commonCommit();
      for (const { run } of group) {
        await guard(writer, () => whileOpen(writer, (own) => common.run(own, run)));
      }
      await common.finish(writer);
    });
  } catch (error) {
    return { error, hasBegun };
  }
  for (const { settle } of group) settle();
  return undefined;
}

const SAVEPOINT = CompiledQuery.raw("savepoint piece");
const ROLLBACK = CompiledQuery.raw("rollback to piece");
const RELEASE = CompiledQuery.raw("release piece");

/** A failure is rolled back; its runner reports the outcome. */
async function withSavepoint(writer: Writer, work: () => Promise<void>): Promise<void> {
  await ask(writer, SAVEPOINT);
  try {
    await work();
  } catch {
    await ask(writer, ROLLBACK);
  }
  await ask(writer, RELEASE);
}

function waitingFor<Result>(
  work: (writer: Writer) => Promise<Result>,
  alone: Database["write"],
): { readonly promise: Promise<Result>; readonly waits: Waiting } {
  const { promise, resolve, reject } = Promise.withResolvers<Result>();
  let settle = () => {};
  const waits: Waiting = {
    async run(writer) {
      try {
        const result = await work(writer);
        settle = () => resolve(result);
      } catch (error) {
        settle = () => reject(error);
        throw error;
      }
    },
    alone: () => alone(work).then(resolve, reject),
    settle: () => settle(),
    fail: reject,
  };
  return { promise, waits };
}
