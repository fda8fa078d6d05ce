import type { Writer } from "../storage/database.ts";
import { digestOf } from "../values/digest.ts";
import { RestaurantError } from "../values/errors.ts";

/** A request that may come twice and must count once. */
export interface Request {
  /** What kind of request, and who may repeat it: keys of one scope do not meet another's. */
  readonly scope: string;
  /** The caller's key; without one the request simply runs. */
  readonly key: string | undefined;
  /** What is asked, as plain JSON. The same key with other data is a mistake. */
  readonly data: unknown;
}

/**
 * Runs `work` and keeps its answer under the request's key, in the same transaction; the same
 * request again gets that answer and changes nothing.
 *
 * @throws {RestaurantError} CONFLICT where the key came before with other data.
 */
export async function once<Answer>(
  writer: Writer,
  { scope, key, data }: Request,
  at: string,
  work: () => Promise<Answer>,
): Promise<Answer> {
  if (key === undefined) return await work();
  const digest = digestOf(data);
  const known = await writer.selectFrom("idempotency_keys").select(["digest", "response"])
    .where("scope", "=", scope).where("key", "=", key).executeTakeFirst();
  if (known !== undefined) {
    if (known.digest === digest) return JSON.parse(known.response);
    throw new RestaurantError("CONFLICT", "This idempotency_key was used for another request.", {
      hint: "Repeat the first request unchanged, or choose a new key for a new one.",
    });
  }
  const answer = await work();
  await writer.insertInto("idempotency_keys")
    .values({ scope, key, digest, response: JSON.stringify(answer), created_at: at }).execute();
  return answer;
}
