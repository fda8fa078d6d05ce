import type { z } from "zod";
import type { Reader, Writer } from "../../storage/database.ts";
import { preparedWrite } from "../../storage/prepared.ts";
import type { Row } from "../../storage/schema/schema.ts";
import { ask, send } from "../../storage/sending.ts";
import { digestOf } from "../../values/digest.ts";
import { RestaurantError } from "../../values/errors.ts";

/** A request that may come twice and must count once. */
export interface Request<Answer> {
  /** The kind of request, and who may repeat it: keys of different scopes are independent. */
  readonly scope: string;
  /** The caller's key; without one the request simply runs. */
  readonly key: string | undefined;
  /** The request as plain JSON. The same key with other data is a mistake. */
  readonly data: unknown;
  /** The form of its answer. */
  readonly answer: z.ZodType<Answer>;
  /**
   * What an answer is about: whoever may not see it any more does not get the answer again. Left
   * out if everyone may see it.
   */
  readonly about?: (answer: Answer) => Subject;
}

/** One row that an answer is about. */
export interface Subject {
  readonly table: "orders" | "changes" | "purchase_orders" | "feedback";
  readonly id: string;
}

/**
 * Runs `work` and keeps its answer under the request's key, in the same transaction; repeating the
 * request returns that answer and changes nothing.
 *
 * @throws {RestaurantError} CONFLICT if the key was used with other data.
 */
export async function once<Answer>(
  writer: Writer,
  { scope, key, data, answer: form, about }: Request<Answer>,
  at: string,
  work: () => Promise<Answer>,
): Promise<Answer> {
  if (key === undefined) return await work();
  const digest = digestOf(data);
  const claim = { scope, key, digest, response: NO_ANSWER_YET, created_at: at };
  if (!await isFirst(writer, claim)) {
    const first = form.parse(JSON.parse(await answerOf(writer, claim)));
    if (about !== undefined) await assertStillSeen(writer, about(first));
    return first;
  }
  const answer = await work();
  await send(writer, keepAnswer(writer, { scope, key, response: JSON.stringify(answer) }));
  return answer;
}

const keepAnswer = preparedWrite(
  (writer, { scope, key, response }: { scope: string; key: string; response: string }) =>
    writer.updateTable("idempotency_keys").set({ response })
      .where("scope", "=", scope).where("key", "=", key),
);

/** Never visible: until there is an answer, the transaction is open. */
const NO_ANSWER_YET = "";

/** Takes the key before anything else, so that the same request waits for the answer of the first. */
async function isFirst(writer: Writer, claim: Row<"idempotency_keys">): Promise<boolean> {
  const { numAffectedRows } = await ask(writer, claimKey(writer, claim));
  return numAffectedRows === 1n;
}

const claimKey = preparedWrite((writer, claim: Row<"idempotency_keys">) =>
  writer.insertInto("idempotency_keys").values(claim)
    .onConflict((conflict) => conflict.doNothing())
);

async function answerOf(
  reader: Reader,
  { scope, key, digest }: Row<"idempotency_keys">,
): Promise<string> {
  const known = await reader.selectFrom("idempotency_keys").select(["digest", "response"])
    .where("scope", "=", scope).where("key", "=", key).executeTakeFirstOrThrow();
  if (known.digest === digest) return known.response;
  throw new RestaurantError("CONFLICT", "This idempotency_key was used for another request.", {
    hint: "Repeat the first request unchanged, or choose a new key for a new one.",
  });
}

/** The rights of a caller may be fewer than when it asked first. */
async function assertStillSeen(reader: Reader, { table, id }: Subject): Promise<void> {
  const seen = await reader.selectFrom(table).select("id").where("id", "=", id).executeTakeFirst();
  if (seen !== undefined) return;
  throw new RestaurantError(
    "FORBIDDEN",
    "This request was carried out before, at a location that your token does not cover any more.",
    { hint: "It counts. Ask the server's administrator if you are to see its answer." },
  );
}
