import assert from "node:assert/strict";
import { VARIABLES } from "../../src/config/environment.ts";
import { readData } from "../support/deployment.ts";

interface Entry {
  readonly $schema: string;
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly repository: { readonly url: string; readonly source: string };
  readonly packages: readonly {
    readonly registryType: string;
    readonly identifier: string;
    readonly version?: string;
    readonly transport: { readonly type: string };
    readonly environmentVariables: readonly {
      readonly name: string;
      readonly isSecret?: boolean;
    }[];
  }[];
}

const entry = readData<Entry>("server.json");

Deno.test("the registry's entry keeps to the registry's lengths and forms", () => {
  assert.match(entry.$schema, /\/schemas\/\d{4}-\d\d-\d\d\/server\.schema\.json$/);
  assert.match(entry.name, /^[a-zA-Z0-9.-]+\/[a-zA-Z0-9._-]+$/);
  assert.ok(entry.description.length <= 100 && entry.title.length <= 100);
});

Deno.test("its name, its repository and its image have one owner", () => {
  const [, owner] = /^io\.github\.([^/]+)\//.exec(entry.name) ?? [];
  assert.equal(entry.repository.url, `https://github.com/${owner}/restaurant-mcp`);
  for (const { identifier } of entry.packages) {
    assert.ok(identifier.startsWith(`ghcr.io/${owner}/restaurant-mcp:`));
  }
});

Deno.test("an image carries its version in its tag only, and tokens are secrets", () => {
  for (const { registryType, version, transport, environmentVariables } of entry.packages) {
    assert.equal(registryType, "oci");
    assert.equal(version, undefined);
    assert.equal(transport.type, "stdio");
    for (const { name, isSecret } of environmentVariables) {
      assert.ok(VARIABLES.some((known) => known === name));
      assert.equal(isSecret, true);
    }
  }
});
