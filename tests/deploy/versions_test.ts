import assert from "node:assert/strict";
import { read, readData } from "../support/deployment.ts";

interface Versioned {
  readonly name: string;
  readonly version: string;
}

interface Registered extends Versioned {
  readonly packages: readonly { readonly identifier: string }[];
}

const { version } = readData<Versioned>("deno.json");
const plugin = readData<Versioned>("plugin/.claude-plugin/plugin.json");
const bundle = readData<Versioned>("deploy/mcpb/manifest.json");
const registered = readData<Registered>("server.json");

Deno.test("everything that is published has the version of deno.json", () => {
  assert.equal(plugin.version, version);
  assert.equal(bundle.version, version);
  assert.equal(registered.version, version);
  for (const { identifier } of registered.packages) assert.ok(identifier.endsWith(`:${version}`));
});

Deno.test("everything that is published has one name", () => {
  for (const { name } of [plugin, bundle]) assert.equal(name, "restaurant-mcp");
  assert.match(registered.name, /^io\.github\.[\w-]+\/restaurant-mcp$/);
  // The registry believes the image only when it names the entry.
  const label = /io\.modelcontextprotocol\.server\.name="([^"]+)"/.exec(read("Dockerfile"))?.[1];
  assert.equal(label, registered.name);
});

Deno.test("builds use the Deno version of the README", () => {
  const [, readme = ""] = /deno@([\d.]+)/.exec(read("README.md")) ?? [];
  const found = [".ci/run", ".github/workflows/release.yml", "Dockerfile"].map((path) =>
    [...read(path).matchAll(/deno[@:]([\d.]+)/g)].map(([, found]) => found)
  );
  for (const versions of found) {
    assert.ok(versions.length > 0);
    for (const found of versions) assert.equal(found, readme);
  }
});

Deno.test("the plugin goes out with the licence", () => {
  assert.equal(read("plugin/LICENSE"), read("LICENSE"));
});
