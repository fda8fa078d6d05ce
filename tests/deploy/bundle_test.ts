import assert from "node:assert/strict";
import { AS_OF } from "../../deploy/as_of.ts";
import { connectClient } from "../support/clients.ts";
import { expand, namesIn, read, readData } from "../support/deployment.ts";
import { writeLauncher } from "../support/launcher.ts";
import { run } from "../support/server_process.ts";

const MCPB = "npm:@anthropic-ai/mcpb@2.1.2";
const ROOT = new URL("../../", import.meta.url).pathname;

interface Launch {
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

interface Manifest {
  readonly server: {
    readonly type: string;
    readonly entry_point: string;
    readonly mcp_config: Launch & {
      readonly platform_overrides: { readonly win32: Pick<Launch, "command"> };
    };
  };
  readonly user_config: Readonly<Record<string, { readonly default?: string }>>;
  readonly compatibility: { readonly platforms: readonly string[] };
}

const manifest = readData<Manifest>("deploy/mcpb/manifest.json");
const { mcp_config } = manifest.server;

function deno(...args: string[]) {
  return run({ command: Deno.execPath(), args: ["run", "--quiet", "-A", ...args] }, { cwd: ROOT });
}

function mcpb(...args: string[]) {
  return deno("--no-config", AS_OF, MCPB, ...args);
}

/** How a host runs an unpacked bundle. */
function launchOf(folder: string, values: Readonly<Record<string, string>>): Launch {
  const text = JSON.stringify(mcp_config);
  return JSON.parse(expand(text, { __dirname: folder, "/": "/", ...values })) as Launch;
}

Deno.test("a bundle is packed, unpacked, and started as its manifest says", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const [binary, bundle] = [`${folder}/binary`, `${folder}/restaurant-mcp.mcpb`];
    await writeLauncher(binary);
    const target = "x86_64-unknown-linux-gnu";
    const packed = await deno(
      ...["deploy/bundle.ts", "--target", target, "--binary", binary, "--output", bundle],
    );
    assert.equal(packed.code, 0, packed.stderr);
    const unpacked = await mcpb("unpack", bundle, `${folder}/unpacked`);
    assert.equal(unpacked.code, 0, unpacked.stderr);
    const inside = JSON.parse(await Deno.readTextFile(`${folder}/unpacked/manifest.json`));
    assert.deepEqual(inside, { ...manifest, compatibility: { platforms: ["linux"] } });
    const { command, args, env } = launchOf(`${folder}/unpacked`, {
      "user_config.folder": folder,
      "user_config.token": manifest.user_config.token?.default ?? "unset",
    });
    await using client = await connectClient({ command, args, env });
    assert.equal((await client.callTool("health_check")).structured.status, "healthy");
    assert.ok(Deno.statSync(`${folder}/restaurant.db`).isFile);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("the manifest is valid, for every system that there is a binary for", async () => {
  const { code, stderr, stdout } = await mcpb("validate", "deploy/mcpb/manifest.json");
  assert.equal(code, 0, stdout + stderr);
  assert.equal(manifest.server.type, "binary");
  assert.deepEqual(manifest.compatibility.platforms.toSorted(), ["darwin", "linux", "win32"]);
  assert.equal(mcp_config.command, `\${__dirname}/${manifest.server.entry_point}`);
  assert.equal(mcp_config.platform_overrides.win32.command, `${mcp_config.command}.exe`);
});

Deno.test("the manifest uses what it asks the user for, and nothing else", () => {
  const asked = Object.keys(manifest.user_config).map((name) => `user_config.${name}`);
  const used = namesIn(read("deploy/mcpb/manifest.json"))
    .filter((name) => name !== "__dirname" && name !== "/");
  assert.deepEqual(used.toSorted(), asked.toSorted());
});
