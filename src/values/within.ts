import { after } from "./after.ts";

/** The result of a promise, or undefined if it takes longer. The promise itself goes on. */
export async function within<Result>(
  milliseconds: number,
  promise: Promise<Result>,
): Promise<Result | undefined> {
  const late = Promise.withResolvers<undefined>();
  const giveUp = after(milliseconds, () => late.resolve(undefined));
  try {
    return await Promise.race([promise, late.promise]);
  } finally {
    giveUp();
  }
}
