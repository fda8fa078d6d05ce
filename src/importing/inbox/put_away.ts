import type { TakenFile } from "./taken_file.ts";
import { DONE, FAILED, type WaitingFile } from "./waiting_files.ts";

/**
 * Moves a file to `done` or `failed` beside it, under a name that begins with the time at which it
 * was written: exports have the same name every night. What became of it is there first.
 */
export async function putAway(
  { folder, name, written }: WaitingFile,
  taken: TakenFile,
): Promise<void> {
  const target = `${folder}/${taken.status === "failed" ? FAILED : DONE}`;
  await Deno.mkdir(target, { recursive: true });
  const time = new Date(written).toISOString().slice(0, 19).replaceAll(":", "-");
  const path = await freePath(`${target}/${time}Z ${name}`);
  await Deno.writeTextFile(`${path}.json`, `${JSON.stringify(taken, null, 2)}\n`);
  await Deno.rename(`${folder}/${name}`, path);
}

/** A path at which there is no file yet: another one may have been written in the same second. */
async function freePath(path: string, number = 1): Promise<string> {
  const candidate = number === 1 ? path : `${path} (${number})`;
  try {
    await Deno.lstat(candidate);
    return await freePath(path, number + 1);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return candidate;
    throw error;
  }
}
