import { globSync } from "node:fs";
import { dirname } from "node:path";
import { packModules } from "../../deploy/pack_modules.ts";

/** One place for all runs of a checkout, as V8's compiled code is kept by it. */
const PLACE = new URL("../../dist/packed/", import.meta.url).pathname;

/** Packs the program as the `compile` task does, and gives the path of its main module. */
export async function packedProgram(): Promise<string> {
  await Deno.mkdir(dirname(PLACE), { recursive: true });
  const folder = await Deno.makeTempDir({ dir: dirname(PLACE), prefix: "packing-" });
  try {
    await packModules("main.ts", folder);
    // Another run may be using what is there.
    if (contentOf(folder) !== contentOf(PLACE)) await replace(folder);
  } finally {
    await Deno.remove(folder, { recursive: true }).catch(() => {});
  }
  return `${PLACE}main.js`;
}

async function replace(folder: string): Promise<void> {
  await Deno.remove(PLACE, { recursive: true }).catch(() => {});
  await Deno.rename(folder, PLACE);
}

function contentOf(folder: string): string {
  return globSync("**/*.js", { cwd: folder }).sort()
    .map((name) => `${name}\n${Deno.readTextFileSync(`${folder}/${name}`)}`)
    .join("\n");
}
