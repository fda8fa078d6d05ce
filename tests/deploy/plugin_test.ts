import assert from "node:assert/strict";
import { connectClient } from "../support/clients.ts";
import { expand, namesIn, read, readData } from "../support/deployment.ts";
import { writeLauncher } from "../support/launcher.ts";

interface Plugin {
  readonly name: string;
  readonly license: string;
  readonly mcpServers: string;
  readonly userConfig: Readonly<Record<string, { readonly default?: string }>>;
}

interface Servers {
  readonly mcpServers: Readonly<
    Record<string, {
      readonly command: string;
      readonly args: readonly string[];
      readonly env: Readonly<Record<string, string>>;
    }>
  >;
}

interface Marketplace {
  readonly plugins: readonly { readonly name: string; readonly source: string }[];
}

const plugin = readData<Plugin>("plugin/.claude-plugin/plugin.json");
const servers = read(`plugin/${plugin.mcpServers}`);

Deno.test("the plugin starts the program on the path with the file that the user chose", async () => {
  const folder = await Deno.makeTempDir();
  try {
    await writeLauncher(`${folder}/restaurant-mcp`);
    const expanded = expand(servers, {
      "user_config.database": `${folder}/data/restaurant.db`,
      "user_config.token": plugin.userConfig.token?.default ?? "unset",
    });
    const { restaurant } = (JSON.parse(expanded) as Servers).mcpServers;
    assert.ok(restaurant !== undefined && restaurant.command === "restaurant-mcp");
    await using client = await connectClient({
      ...restaurant,
      command: `${folder}/${restaurant.command}`,
    });
    assert.equal((await client.callTool("health_check")).structured.status, "healthy");
    assert.ok(Deno.statSync(`${folder}/data/restaurant.db`).isFile);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("it uses what it asks the user for, and nothing else", () => {
  const asked = Object.keys(plugin.userConfig).map((name) => `user_config.${name}`);
  assert.deepEqual(namesIn(servers).toSorted(), asked.toSorted());
});

Deno.test("it meets the directory's requirements for a plugin", () => {
  assert.match(plugin.name, /^[a-z0-9]+(?:-[a-z0-9]+)*$/);
  assert.equal(plugin.license, "MIT");
  assert.ok(read("plugin/README.md").split(/\s+/).length >= 40);
});

Deno.test("the marketplace of this repository offers it", () => {
  const { plugins } = readData<Marketplace>(".claude-plugin/marketplace.json");
  assert.deepEqual(plugins.map(({ name, source }) => [name, source]), [
    [plugin.name, "./plugin"],
  ]);
});

Deno.test("the skill speaks of tools and resources that exist", () => {
  const skill = read("plugin/skills/restaurant/SKILL.md");
  const { tools, resources } = readData<{
    readonly tools: readonly { readonly name: string }[];
    readonly resources: readonly { readonly uri?: string }[];
  }>("tests/surface/surface.json");
  const named = [...skill.matchAll(/`([a-z]+_[a-z_]+)`/g)].map(([, name]) => name);
  const known = [...tools.map(({ name }) => name), "compare_to", "order_type", "change_id"];
  assert.deepEqual(named.filter((name = "") => !known.includes(name)), []);
  for (const [uri] of skill.matchAll(/restaurant:\/\/\w+/g)) {
    assert.ok(resources.some((resource) => resource.uri === uri), uri);
  }
});
