import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { openSqlite } from "../../src/storage/sqlite/sqlite.ts";
import { audited, callRecord } from "../support/audits.ts";
import { noon } from "../support/calls.ts";
import { connectClient } from "../support/clients.ts";
import { fillFloor, request } from "../support/floor.ts";
import { type Home, openHome } from "../support/home.ts";
import { fileAddress } from "../../src/storage/address/database_address.ts";
import { program, serveProgram } from "../support/server_process.ts";

/** A home whose database has the audit entries of five calls, one per hour from noon on. */
async function auditedHome(): Promise<Home> {
  const home = await openHome();
  await using database = await openSqlite(fileAddress(home.database));
  const hours = [0, 6, 12, 18, 24];
  await audited(database, hours.map((hours) => callRecord({ at: noon().add({ hours }) })));
  return home;
}

function tamper(home: Home, statement: string): void {
  const raw = new DatabaseSync(home.database);
  raw.exec(statement);
  raw.close();
}

/** The seal that a check of the audit prints. */
async function sealOf(home: Home): Promise<string> {
  const { stdout } = await home.run(["audit", "verify"]);
  return /^seal +(\S+)$/m.exec(stdout)?.[1] ?? "";
}

Deno.test("every call of a server is in the audit, which can be verified while it runs", async () => {
  await using home = await openHome();
  await (await fillFloor(await openSqlite(fileAddress(home.database))))[Symbol.asyncDispose]();
  {
    await using server = await serveProgram(program("--database", home.database));
    await using client = await connectClient(server.url);
    await client.callTool("process_order", { order_data: request() });
    const running = await home.run(["audit", "verify"]);
    assert.equal(running.code, 0, running.stderr);
    await client.callTool("get_sales_data", { date: "2026-12-31" });
    await client.readResource("restaurant://locations");
  }
  const { code, stdout, stderr } = await home.run(["audit", "verify"]);
  assert.equal(code, 0, stderr);
  assert.match(
    stdout,
    /^The audit is intact\.\nentries +4\nfrom +\d{4}-.*Z\nto +\d{4}-.*Z\nseal +3:[0-9a-f]+,downtown@1:/,
  );
  const exported = await home.run(["audit", "export"]);
  const entries = exported.stdout.trimEnd().split("\n").map((line) => JSON.parse(line));
  assert.deepEqual(
    entries.map((entry) => [entry.location_id, entry.sequence, entry.method, entry.target]),
    [
      ["", 1, "tools/call", "get_sales_data"],
      ["", 2, "resources/read", "locations"],
      ["", 3, "audit/chain", "downtown"],
      ["downtown", 1, "tools/call", "process_order"],
    ],
  );
});

for (
  const [how, statement, finding] of [
    [
      "changed",
      "update audit_entries set principal = 'somebody' where sequence = 3",
      /broken at entry 3: it was changed\. 2 entries before it/,
    ],
    ["deleted", "delete from audit_entries where sequence = 2", /entry 2: it is missing\. 1 entry/],
    [
      "put in",
      "insert into audit_entries select location_id, 1.5, at, principal, method, target, arguments_digest, " +
      "locations, row_count, outcome, duration_ms, request_id, trace_id, hash, calls " +
      "from audit_entries where sequence = 1",
      /entry 1\.5: it was put in/,
    ],
    ["cut off", "delete from audit_entries where sequence > 3", /entry 4: it is missing/],
  ] as const
) {
  Deno.test(`an entry that was ${how} is named`, async () => {
    await using home = await auditedHome();
    tamper(home, statement);
    const { code, stdout, stderr } = await home.run(["audit", "verify"]);
    assert.equal(code, 1);
    assert.equal(stdout, "");
    assert.match(stderr, finding);
  });
}

Deno.test("a seal that was kept finds a tail that was cut off without a trace", async () => {
  await using home = await auditedHome();
  const seal = await sealOf(home);
  assert.match(seal, /^5:[0-9a-f]{64}$/);
  assert.equal((await home.run(["audit", "verify", "--seal", seal])).code, 0);
  tamper(
    home,
    "delete from audit_entries where sequence > 4; update location_counters set value = 4",
  );
  assert.equal((await home.run(["audit", "verify"])).code, 0);
  const { code, stderr } = await home.run(["audit", "verify", "--seal", seal]);
  assert.equal(code, 1);
  assert.match(stderr, /broken at entry 5: it is missing/);
  const other = await home.run(["audit", "verify", "--seal", `3:${"0".repeat(64)}`]);
  assert.match(other.stderr, /entry 3: its hash differs from the seal/);
  assert.equal((await home.run(["audit", "verify", "--seal", "5"])).code, 2);
});

Deno.test("an export holds the days that were asked for, in both forms", async () => {
  await using home = await auditedHome();
  const lines = async (...args: string[]) => {
    const { code, stdout, stderr } = await home.run(["audit", "export", ...args]);
    assert.equal(code, 0, stderr);
    return stdout.split("\n").slice(0, -1);
  };
  assert.equal((await lines()).length, 5);
  assert.equal((await lines("--from", "2027-01-01", "--to", "2027-01-01")).length, 3);
  const [header, first, ...rest] = await lines("--format", "csv", "--to", "2026-12-31");
  assert.equal(rest.length, 1);
  assert.match(header ?? "", /^sequence,at,principal,/);
  assert.match(first ?? "", /^1,2026-12-31T12:00:00\.000Z,token:K7Q2M9XA,tools\/call,/);
  assert.equal((await home.run(["audit", "export", "--to", "2027-02-30"])).code, 2);
  const turned = await home.run(["audit", "export", "--from", "2027-01-02", "--to", "2027-01-01"]);
  assert.match(turned.stderr, /--from 2027-01-02 is after --to 2027-01-01/);
});

Deno.test("a reader that has enough of an export ends it without a word", async () => {
  await using home = await openHome();
  {
    await using database = await openSqlite(fileAddress(home.database));
    await audited(database, Array.from({ length: 3000 }, () => callRecord()));
  }
  const { command, args } = program("audit", "export", "--database", home.database);
  const child = new Deno.Command(command, { args: [...args], stdout: "piped", stderr: "piped" })
    .spawn();
  const reader = child.stdout.getReader();
  assert.ok((await reader.read()).value !== undefined);
  await reader.cancel();
  assert.equal(await new Response(child.stderr).text(), "");
  assert.equal((await child.status).code, 1);
});

Deno.test("a damaged page in the audit is said in plain words", async () => {
  await using home = await auditedHome();
  const raw = new DatabaseSync(home.database);
  const { rootpage } = raw.prepare("select rootpage from sqlite_master where name = ?")
    .get("audit_entries") as { readonly rootpage: number };
  raw.exec("pragma wal_checkpoint(truncate)");
  raw.close();
  {
    using file = await Deno.open(home.database, { write: true });
    await file.seek((rootpage - 1) * 4096, Deno.SeekMode.Start);
    await file.write(new Uint8Array(4096).fill(0xff));
  }
  const { code, stderr } = await home.run(["audit", "verify"]);
  assert.equal(code, 1);
  assert.match(stderr, /^error: The database file is damaged\. Restore a backup/);
  assert.doesNotMatch(stderr, /\.ts:\d|Uncaught/);
});
