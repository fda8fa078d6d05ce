import { tmpdir } from "node:os";
import { removeAfterTests } from "./after_tests.ts";
import { exists, isFirst } from "./first.ts";
import { until } from "./until.ts";

/** The files of a run are tested side by side, in one process. */
const FOLDER = `${tmpdir()}/restaurant-mcp-run-${Deno.pid}`;

/**
 * The path of a file that takes long to make and that tests only read: the first test of the run
 * that needs it makes it, the others wait for it. It is removed after the run.
 *
 * @param make Writes the file; if that fails, so do all that need it.
 */
export async function onceInRun(
  name: string,
  make: (path: string) => Promise<void>,
): Promise<string> {
  if (await isFirst(FOLDER)) removeAfterTests(FOLDER);
  const path = `${FOLDER}/${name}`;
  if (!await isFirst(`${path}.making`)) {
    await until(async () => await exists(path) || await exists(`${path}.failed`));
    if (!await exists(path)) throw new Error(await Deno.readTextFile(`${path}.failed`));
    return path;
  }
  try {
    await make(`${path}.making/${name}`);
    // In one step, so that others never see a part of it.
    await Deno.rename(`${path}.making/${name}`, path);
  } catch (error) {
    await Deno.writeTextFile(`${path}.failed`, String(error));
    throw error;
  }
  return path;
}
