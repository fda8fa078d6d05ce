import assert from "node:assert/strict";
import { connectClient } from "../support/clients.ts";
import { type Home, openHome } from "../support/home.ts";
import { emptyPlace, preparedPlace } from "../support/postgres/places.ts";
import { proxyTo } from "../support/postgres/proxy.ts";
import { serverCertificate } from "../support/postgres/shared.ts";
import { until } from "../support/until.ts";
import { freePort, program, serveProgram } from "../support/server_process.ts";

const SALES = "order_id,date,time,item,category,quantity,unit_price\n" +
  "1,2027-01-04,12:15,Burger,Food,2,9.50\n2,2027-01-04,13:00,Cola,Drinks,1,2.50\n";

/** A home whose commands all work with one database of a server, and their output so far. */
async function openServerHome(url: string) {
  const home: Home = await openHome();
  const said: string[] = [];
  const run = async (args: readonly string[], env = {}, input?: string) => {
    const { code, stdout, stderr } = await home.run(args, {
      env: { DATABASE_URL: url, ...env },
      ...(input !== undefined && { input }),
    });
    said.push(stdout, stderr);
    return { code, stdout, stderr };
  };
  return { home, said, run, [Symbol.asyncDispose]: home[Symbol.asyncDispose] };
}

Deno.test("DATABASE_URL is all that changes: every command works with a server's database", async () => {
  await using place = await emptyPlace();
  await using at = await openServerHome(place.url);
  const { run, home } = at;

  assert.match((await run(["location"])).stderr, /not a restaurant-mcp database/);
  await Deno.writeTextFile(`${home.path}/sales.csv`, SALES);
  const location = [
    "--location",
    "downtown",
    "--timezone",
    "America/New_York",
    "--currency",
    "USD",
  ];
  const dry = await run(["import", "sales.csv", ...location, "--dry-run"]);
  assert.equal(dry.code, 0, dry.stderr);
  assert.match((await run(["token", "list"])).stderr, /not a restaurant-mcp database/);
  const imported = await run(["import", "sales.csv", ...location, "--json"]);
  assert.equal(imported.code, 0, imported.stderr);
  const again = await run(["import", "-", ...location, "--json"], {}, SALES);
  assert.equal(JSON.parse(again.stdout).created.orders, 0, again.stderr);

  const rebuilt = await run(["rebuild"]);
  assert.match(rebuilt.stdout, /counted from 2 orders and 0 refunds: exact/, rebuilt.stderr);
  const set = await run(["location", "downtown", "--tax-rate", "8.875"]);
  assert.match(set.stdout, /sales tax: 8\.875 %/, set.stderr);
  const created = await run(["token", "create", "--name", "Till", "--role", "admin"]);
  const token = created.stdout.trim();
  assert.match((await run(["token", "list"])).stdout, / Till +admin +all .* valid\n/);

  {
    await using server = await serveProgram(program(), {
      env: { DATABASE_URL: place.url },
      cwd: home.path,
    });
    at.said.push(server.welcome);
    assert.match(server.welcome, /Data: postgres:\/\/\w+@127\.0\.0\.1:\d+\/restaurant_mcp/);
    await using client = await connectClient(server.url, token);
    const { text } = await client.callTool("get_sales_data", { date: "2027-01-04" });
    assert.match(text, /21\.50/);
    assert.equal((await run(["token", "revoke", token])).code, 0);
  }
  // The order, and how far its location's chain was when the server ended.
  assert.match((await run(["audit", "verify"])).stdout, /The audit is intact\.\nentries +2\n/);
  assert.match((await run(["audit", "export"])).stdout, /"target":"get_sales_data"/);

  const doctor = await run(["doctor"]);
  assert.equal(doctor.code, 0, doctor.stdout);
  assert.match(doctor.stdout, /writing +the database can be written to\n/);
  assert.match(doctor.stdout, /database +postgres:\/\/\w+@127\.0\.0\.1:\d+\/\S+ opens, schema/);
  assert.equal((await run(["doctor", "--json", "--database", place.url])).code, 0);
  await using copy = await openHome();
  const moved = await copy.run(["migrate-data", place.url]);
  assert.equal(moved.code, 0, moved.stderr);
  at.said.push(moved.stdout, moved.stderr);

  for (const args of [["backup", "copy.db"], ["restore", "copy.db"]]) {
    const { code, stderr } = await run(args);
    assert.equal(code, 2);
    assert.match(stderr, /on a server.*pg_dump.*pg_restore/);
  }
  assert.deepEqual(home.files(), ["sales.csv"]);
  const password = new URL(place.url).password;
  assert.ok(!at.said.some((text) => text.includes(password)), "a password was shown");
});

Deno.test("an invalid or unreachable address is reported without its password", async () => {
  await using place = await emptyPlace();
  await using at = await openServerHome(place.url);
  const url = new URL(place.url);
  const other = (change: (url: URL) => void) => {
    const changed = new URL(url);
    change(changed);
    return { DATABASE_URL: changed.href };
  };
  const cases: readonly [Record<string, string>, RegExp][] = [
    [other((url) => url.password = "hunter2"), /refuses the user or password/],
    [other((url) => url.pathname = "/nothing"), /no database with this name/],
    [
      other((url) => url.searchParams.set("sslmode", "verify-full")),
      serverCertificate === undefined
        ? /could not be verified|does not offer TLS/
        : /could not be verified/,
    ],
    [other((url) => url.searchParams.set("sslmode", "maybe")), /sslmode is disable/],
    [other((url) => url.hostname = "db.invalid"), /may not connect to db\.invalid:\d+/],
  ];
  await Promise.all(cases.map(async ([env, message], index) => {
    const { code, stderr } = await at.run(index % 2 === 0 ? [] : ["token", "list"], env, "");
    assert.notEqual(code, 0);
    assert.match(stderr, message);
    assert.ok(!stderr.includes("hunter2") && !stderr.includes(url.password), stderr);
  }));
});

Deno.test("if the server stays unreachable, the program ends and says what to check", async () => {
  await using home = await openHome();
  const url = `postgres://till:secret@127.0.0.1:${freePort()}/restaurant?retry_ms=10`;
  const commands = [["serve"], ["serve", "--transport", "http", "--port", "0"], ["token", "list"]];
  await Promise.all(commands.map(async (args) => {
    const { code, stdout, stderr } = await home.run(args, {
      env: { DATABASE_URL: url },
      input: "",
    });
    assert.equal(code, 1, args.join(" "));
    assert.equal(stdout, "");
    assert.match(stderr, /The database does not answer\..*Check the address in DATABASE_URL/s);
    assert.doesNotMatch(stderr, /secret|ECONNREFUSED|\.ts:/);
  }));
});

Deno.test("a server that comes while the program waits for it is served", async () => {
  await using place = await preparedPlace();
  await using proxy = proxyTo(place.url);
  proxy.leadTo(`postgres://127.0.0.1:${freePort()}`);
  const starting = serveProgram(program("--database", `${proxy.url}?retry_ms=500`));
  await until(() => Promise.resolve(proxy.made > 0));
  proxy.leadTo(place.url);
  await using server = await starting;
  await using client = await connectClient(server.url);
  assert.equal((await client.callTool("health_check")).isError, false);
});
