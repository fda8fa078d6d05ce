/*
 * Packs a compiled binary as an MCPB bundle, which Claude Desktop installs with a click:
 *   deno run -A deploy/bundle.ts --target x86_64-apple-darwin --binary dist/restaurant-mcp
 * A bundle holds one binary, so there is one for each target.
 */
import { parseArgs } from "node:util";
import { AS_OF } from "./as_of.ts";
import manifest from "./mcpb/manifest.json" with { type: "json" };

const ROOT = new URL("../", import.meta.url);

const { values: { target = Deno.build.target, binary = "dist/restaurant-mcp", output } } =
  parseArgs({
    options: {
      target: { type: "string" },
      binary: { type: "string" },
      output: { type: "string" },
    },
  });

const folder = await Deno.makeTempDir();
try {
  await fill(folder, target, binary);
  Deno.exitCode = await pack(folder, output ?? `dist/restaurant-mcp-${target}.mcpb`);
} finally {
  await Deno.remove(folder, { recursive: true });
}

async function fill(folder: string, target: string, binary: string): Promise<void> {
  const platforms = [platformOf(target)];
  const suffix = target.includes("windows") ? ".exe" : "";
  await Deno.mkdir(`${folder}/server`);
  await Deno.copyFile(binary, `${folder}/server/restaurant-mcp${suffix}`);
  await Deno.copyFile(new URL("LICENSE", ROOT), `${folder}/LICENSE`);
  await Deno.writeTextFile(
    `${folder}/manifest.json`,
    JSON.stringify({ ...manifest, compatibility: { platforms } }, null, 2),
  );
}

/** The name that a manifest has for the system of a target. */
function platformOf(target: string): string {
  if (target.includes("windows")) return "win32";
  return target.includes("apple") ? "darwin" : "linux";
}

async function pack(folder: string, output: string): Promise<number> {
  const { code } = await new Deno.Command(Deno.execPath(), {
    args: [
      ...["run", "-A", "--no-config", AS_OF],
      ...["npm:@anthropic-ai/mcpb@2.1.2", "pack", folder, output],
    ],
  }).spawn().status;
  return code;
}
