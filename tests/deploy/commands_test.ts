import assert from "node:assert/strict";
import { read, readData } from "../support/deployment.ts";
import { program, run } from "../support/server_process.ts";

type Line = readonly string[];

interface Compose {
  readonly services: {
    readonly server: { readonly command: Line; readonly healthcheck: { readonly test: Line } };
  };
}

interface Servers {
  readonly mcpServers: { readonly restaurant: { readonly args: Line } };
}

interface Manifest {
  readonly server: { readonly mcp_config: { readonly args: Line } };
}

interface Entry {
  readonly packages: readonly {
    readonly packageArguments: readonly { readonly value: string }[];
  }[];
}

const { server } = readData<Compose>("deploy/compose.yaml").services;
const dockerfile = read("Dockerfile");
const [, started = ""] = /^CMD (\[.*\])$/m.exec(dockerfile) ?? [];
const [, unit = ""] = /^ExecStart=\S+ (.*)$/m.exec(read("deploy/restaurant-mcp.service")) ?? [];

/** The commands that start the program, by the file that contains them. */
const LINES: Readonly<Record<string, Line>> = {
  "Dockerfile": JSON.parse(started),
  "deploy/restaurant-mcp.service": unit.split(" "),
  "deploy/compose.yaml": server.command,
  ".mcp.json": readData<Servers>(".mcp.json").mcpServers.restaurant.args,
  "plugin/.mcp.json": readData<Servers>("plugin/.mcp.json").mcpServers.restaurant.args,
  "deploy/mcpb/manifest.json": readData<Manifest>("deploy/mcpb/manifest.json").server.mcp_config
    .args,
  "server.json": readData<Entry>("server.json").packages.flatMap(({ packageArguments }) =>
    packageArguments.map(({ value }) => value)
  ),
};

const help = await run(program("serve", "--help"));

Deno.test("whatever starts the program uses flags that it has", () => {
  for (const [path, line] of Object.entries(LINES)) {
    assert.ok(line.length > 0, path);
    if (!line[0]?.startsWith("--")) assert.equal(line[0], "serve", path);
    for (const flag of line.filter((word) => word.startsWith("--"))) {
      assert.ok(help.stdout.includes(`${flag} `), `${path}: ${flag}`);
    }
  }
});

Deno.test("whatever asks for health uses a command that it has", async () => {
  const [, , ...words] = server.healthcheck.test;
  const { code, stdout } = await run(program(...words, "--help"));
  assert.equal(code, 0);
  assert.match(stdout, /^Usage: restaurant-mcp ready /);
});
