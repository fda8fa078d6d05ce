import assert from "node:assert/strict";
import { openSqlite } from "../../src/storage/sqlite/sqlite.ts";
import { type Home, openHome } from "../support/home.ts";
import { INITIALIZE } from "../support/initialize.ts";
import { addRestaurant } from "../support/sales.ts";
import { fileAddress } from "../../src/storage/address/database_address.ts";
import { program, serveProgram } from "../support/server_process.ts";

async function openRestaurantHome(): Promise<Home> {
  const home = await openHome();
  await using database = await openSqlite(fileAddress(home.database));
  await database.write(addRestaurant);
  return home;
}

/** The status with which a server answers a client that shows a token. */
async function statusOf(url: URL, token?: string): Promise<number> {
  const response = await fetch(url, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      accept: "application/json, text/event-stream",
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify(INITIALIZE),
  });
  await response.body?.cancel();
  return response.status;
}

Deno.test("standard output has only the token; its description goes to standard error", async () => {
  await using home = await openRestaurantHome();
  const { code, stdout, stderr } = await home.run(
    ["token", "create", "--name", "Till 3", "--role", "staff", "--expires", "2999-12-31"]
      .concat("--location", "downtown,harbour", "--location", "harbour"),
  );
  assert.equal(code, 0, stderr);
  const [, id = "", secret = ""] = /^rmcp_([A-Z0-9]{8})_([\w-]{43})\n$/.exec(stdout) ?? [];
  assert.notEqual(id, "");
  assert.match(stderr, new RegExp(`Token ${id} for Till 3: staff, only downtown, harbour, valid `));
  assert.match(stderr, /until 3000-01-01T00:00:00Z\./);
  assert.match(stderr, /Authorization: Bearer <token>\n.*API_KEY=<token>\n/);
  assert.match(
    stderr,
    /This is the first token: from now on HTTP requires one, from you as well\. Make yours with --role admin/,
  );
  assert.match(stderr, /shown once/);
  assert.ok(!stderr.includes(secret));

  const list = await home.run(["token", "list"]);
  assert.match(list.stdout, /^ID +NAME +ROLE +LOCATIONS +CREATED +EXPIRES +STATE\n/);
  assert.match(list.stdout, new RegExp(`\n${id} +Till 3 +staff +downtown, harbour .* valid\n`));
  const json = await home.run(["token", "list", "--json"]);
  const [{ created_at, ...token }] = JSON.parse(json.stdout);
  assert.match(created_at, /^\d{4}-.*Z$/);
  assert.deepEqual(token, {
    id,
    name: "Till 3",
    role: "staff",
    locations: ["downtown", "harbour"],
    expires_at: "3000-01-01T00:00:00Z",
    revoked_at: null,
    state: "valid",
  });
  assert.ok(!`${list.stdout}${json.stdout}`.includes(secret));
});

Deno.test("a running server closes with the first token, and forgets a revoked one at once", async () => {
  await using home = await openRestaurantHome();
  await using server = await serveProgram(program("--database", home.database));
  assert.equal(await statusOf(server.url), 200);
  const { stdout } = await home.run(["token", "create", "--name", "Boss", "--role", "admin"]);
  const token = stdout.trim();
  assert.equal(await statusOf(server.url), 401);
  assert.equal(await statusOf(server.url, token), 200);
  const revoked = await home.run(["token", "revoke", token]);
  assert.match(revoked.stdout, /^Token [A-Z0-9]{8} is revoked\.\n$/);
  assert.equal(await statusOf(server.url, token), 401);
  assert.match((await home.run(["token", "revoke", token])).stdout, /was revoked before/);
  assert.match((await home.run(["token", "list"])).stdout, / revoked\n$/);
});

Deno.test("API_KEY lets a client on standard input in, until it is revoked", async () => {
  await using home = await openRestaurantHome();
  const { stdout } = await home.run(["token", "create", "--name", "Desk", "--role", "viewer"]);
  const serve = () => home.run([], { input: "", env: { API_KEY: stdout.trim() } });
  assert.equal((await serve()).code, 0);
  await home.run(["token", "revoke", stdout.trim()]);
  const { code, stderr } = await serve();
  assert.equal(code, 1);
  assert.match(stderr, /API_KEY is not a valid token/);
});

Deno.test("contradictory options are refused and create no token", async () => {
  await using home = await openRestaurantHome();
  const create = (...args: string[]) => home.run(["token", "create", "--name", "X", ...args]);
  const cases = [
    [await create("--role", "chef"), 2, /viewer, staff, manager, admin/],
    [await create("--role", "staff", "--location", "uptown"), 1, /Known locations: downtown, har/],
    [await create("--role", "staff", "--location", ""), 1, /no location ''/],
    [await create("--role", "staff", "--expires", "soon"), 2, /'soon' is not valid.*1d to/],
    [await home.run(["token", "revoke", "NOTOKENS"]), 1, /`restaurant-mcp token list` shows/],
  ] as const;
  for (const [{ code, stdout, stderr }, expected, message] of cases) {
    assert.equal(code, expected, stderr);
    assert.match(stderr, message);
    assert.equal(stdout, "");
  }
  assert.equal((await home.run(["token", "list"])).stdout, "No token was ever made.\n");
});

Deno.test("list and revoke do not create a missing database", async () => {
  await using home = await openHome();
  for (const args of [["token", "list"], ["token", "revoke", "K7Q2M9XA"]]) {
    const { code, stderr } = await home.run(args);
    assert.equal(code, 1);
    assert.match(stderr, /There is no database at '.*restaurant\.db'/);
  }
  assert.deepEqual(home.files(), []);
});
