import assert from "node:assert/strict";
import { VARIABLES } from "../../src/config/environment.ts";
import { parseHosts } from "../../deploy/hosts.ts";
import { namesIn, read, readData, variablesOf } from "../support/deployment.ts";

interface Service {
  readonly image: string;
  readonly build?: { readonly args: Readonly<Record<string, string>> };
  readonly environment?: Readonly<Record<string, string>>;
  readonly env_file?: string;
  readonly healthcheck?: { readonly test: readonly string[] };
  readonly ports?: readonly (string | number)[];
  readonly networks: readonly string[];
  readonly volumes: readonly string[];
  readonly read_only: boolean;
  readonly cap_drop: readonly string[];
  readonly cap_add?: readonly string[];
  readonly security_opt: readonly string[];
  readonly restart: string;
}

interface Compose {
  readonly services: Readonly<Record<"server" | "database" | "proxy", Service>>;
  readonly networks: Readonly<Record<string, { readonly internal?: boolean } | null>>;
  readonly volumes: Readonly<Record<string, null>>;
}

const { services, networks, volumes } = readData<Compose>("deploy/compose.yaml");

Deno.test("no container can change itself or gain rights", () => {
  for (const [name, service] of Object.entries(services)) {
    assert.equal(service.read_only, true, name);
    assert.deepEqual(service.cap_drop, ["ALL"], name);
    assert.deepEqual(service.security_opt, ["no-new-privileges:true"], name);
    assert.equal(service.restart, "always", name);
  }
  assert.deepEqual(services.proxy.cap_add, ["NET_BIND_SERVICE"]);
  assert.ok(services.server.cap_add === undefined && services.database.cap_add === undefined);
});

Deno.test("what keeps data does so in named volumes", () => {
  const used = Object.values(services).flatMap((service) => service.volumes)
    .map((volume) => volume.split(":")[0] ?? "");
  assert.deepEqual(used.toSorted(), Object.keys(volumes).toSorted());
});

Deno.test("only the proxy is reached from elsewhere, and the database by the server alone", () => {
  for (const port of services.server.ports ?? []) assert.match(String(port), /^127\.0\.0\.1:/);
  assert.equal(services.database.ports, undefined);
  assert.deepEqual(services.database.networks, ["back"]);
  assert.equal(networks.back?.internal, true);
  assert.deepEqual(services.proxy.networks, ["front"]);
});

Deno.test("the build may connect to the database of the example address, and nowhere else", () => {
  const hosts = parseHosts(services.server.build?.args.HOSTS ?? "");
  const [, url = ""] = /^#DATABASE_URL=(.*)$/m.exec(read("deploy/server.env.example")) ?? [];
  assert.deepEqual(hosts, [new URL(url).host]);
  assert.ok(Object.hasOwn(services, new URL(url).hostname));
});

Deno.test("secrets are in files that are not in the repository", () => {
  assert.equal(services.server.env_file, "server.env");
  assert.equal(services.database.env_file, "database.env");
  assert.match(read(".gitignore"), /^\/deploy\/\*\.env$/m);
  for (const { environment = {} } of Object.values(services)) {
    for (const name of Object.keys(environment)) assert.match(name, /^POSTGRES_(?:USER|DB)$/);
  }
  for (const name of ["server", "database"]) {
    assert.match(read(`deploy/${name}.env.example`), /^[A-Z_]+(?:TOKEN|PASSWORD)=$/m);
  }
});

Deno.test("the example names every variable of the program, and no other", () => {
  const offered = new Set(variablesOf("deploy/server.env.example"));
  // A token for a client over standard input and output; a server needs none.
  const expected = VARIABLES.filter((name) => name !== "API_KEY");
  assert.deepEqual([...offered].toSorted(), expected.toSorted());
});

Deno.test("each is asked for its health, images have a version, and one name is left to fill in", () => {
  assert.deepEqual(services.server.healthcheck?.test, [
    ...["CMD", "/usr/local/bin/restaurant-mcp", "ready"],
  ]);
  assert.equal(services.database.healthcheck?.test[1], "pg_isready");
  assert.match(services.database.image, /^postgres:17\.\d+-/);
  assert.match(services.proxy.image, /^caddy:\d+\.\d+\.\d+/);
  assert.deepEqual(namesIn(read("deploy/compose.yaml")), ["SITE"]);
});
