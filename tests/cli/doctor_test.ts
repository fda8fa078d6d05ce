import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { audited, callRecord } from "../support/audits.ts";
import { openSqlite } from "../../src/storage/sqlite/sqlite.ts";
import { fillFloor, place } from "../support/floor.ts";
import { type Home, openHome } from "../support/home.ts";
import { fileAddress } from "../../src/storage/address/database_address.ts";
import { program, run, serveProgram } from "../support/server_process.ts";

interface Finding {
  readonly name: string;
  readonly status: string;
  readonly finding: string;
  readonly advice?: string;
}

async function floorHome(): Promise<Home> {
  const home = await openHome();
  await using database = await fillFloor(await openSqlite(fileAddress(home.database)));
  await place(database);
  await audited(database, [callRecord()]);
  await Deno.chmod(home.database, 0o600);
  return home;
}

/** The doctor's findings, by name. */
async function diagnose(
  home: Home,
  args: readonly string[] = [],
  env: Readonly<Record<string, string>> = {},
) {
  const { code, stdout, stderr } = await home.run(["doctor", "--json", ...args], { env });
  assert.equal(stderr, "");
  const { status, settings, findings } = JSON.parse(stdout);
  assert.equal(status, code === 0 ? "ok" : "failed");
  const byName: Readonly<Record<string, Finding>> = Object.fromEntries(
    (findings as Finding[]).map((finding) => [finding.name, finding]),
  );
  return { code, settings, findings: byName, wrong: namesOf(findings, "failed") };
}

function namesOf(findings: readonly Finding[], wanted: string): string[] {
  return findings.filter(({ status }) => status === wanted).map(({ name }) => name);
}

Deno.test("a sound restaurant is sound in every respect, even while a server runs", async () => {
  await using home = await floorHome();
  await using _server = await serveProgram(program("--database", home.database));
  const { code, stdout, stderr } = await home.run(["doctor", "--transport", "http"]);
  assert.equal(code, 0, stdout);
  assert.equal(stderr, "");
  assert.match(stdout, /^Settings\n {2}transport +http +--transport\n/);
  assert.match(stdout, /\n {2}database +\S+restaurant\.db +DATABASE_URL\n/);
  for (
    const line of [
      /rights +no subprocess, no library, nothing without limits/,
      /environment +\d+ variables may be read/,
      /settings +valid, and fit together/,
      /folder +\S+ may be read and written/,
      /listening +127\.0\.0\.1:8000 may be listened on/,
      /database +\S+restaurant\.db opens, schema 00\d\d_\w+/,
      /file +only its owner can read the database/,
      /writing +the database can be written to/,
      /integrity +everything that is stored can be read/,
      /figures +equal a recount of 1 order and 0 refunds since 2026-11/,
      /access +open: everyone on this machine may do everything/,
      /audit +1 call, whole/,
      /kept +0 idempotency keys, \d+ events?.*, 1 audited call since 20\d\d-\d\d-\d\d/,
    ]
  ) assert.match(stdout, new RegExp(`\n {2}ok +${line.source}\n`));
  assert.match(stdout, /\n\nNothing is wrong\.\n$/);
});

Deno.test("rows that are kept for longer than configured are a warning, with the periods", async () => {
  await using home = await floorHome();
  const old = Temporal.Now.instant().subtract({ hours: 24 * 40 }).toString();
  const key = { scope: "process_order local", key: "old", digest: "", response: "{}" };
  {
    await using database = await openSqlite(fileAddress(home.database));
    await database.write((writer) =>
      writer.insertInto("idempotency_keys").values({ ...key, created_at: old }).execute()
    );
  }
  const late = await diagnose(home);
  assert.equal(late.findings.kept?.status, "warning");
  assert.match(late.findings.kept?.finding ?? "", /^1 idempotency key since .*longer than/);
  const { findings, settings } = await diagnose(home, ["--retention", "keys=60"]);
  assert.equal(findings.kept?.status, "ok");
  const shown = settings.find(({ name }: { readonly name: string }) => name === "retention");
  assert.equal(shown.value, "keys=60,events=90,movements=365");
});

Deno.test("a lost database is reported as one that was there", async () => {
  await using home = await openHome();
  await Deno.writeTextFile(`${home.database}.marker`, "");
  const { findings } = await diagnose(home);
  assert.match(findings.database?.finding ?? "", /is gone, and was one before/);
});

Deno.test("a missing database is reported, and not created", async () => {
  await using home = await openHome();
  const { code, findings, wrong } = await diagnose(home);
  assert.equal(code, 1);
  assert.deepEqual(wrong, ["database"]);
  assert.match(findings.database?.finding ?? "", /There is no database at/);
  assert.match(findings.database?.advice ?? "", /an import creates a database/);
  assert.deepEqual(home.files(), []);
  assert.equal((await diagnose(home, ["--demo"])).code, 0);
});

Deno.test("invalid settings are reported with the fix, and nothing is guessed from them", async () => {
  await using home = await openHome();
  const secret = "s3cret".repeat(9);
  const { code, settings, findings, wrong } = await diagnose(
    home,
    ["--transport", "http", "--host", "0.0.0.0"],
    { MCP_AUTH_TOKEN: secret, MCP_OAUTH_ISSUER: "https://id.example.com" },
  );
  assert.equal(code, 1);
  assert.deepEqual([settings, wrong], [[], ["settings"]]);
  assert.match(findings.settings?.finding ?? "", /set MCP_PUBLIC_URL or MCP_ALLOWED_HOSTS/);
  assert.doesNotMatch(JSON.stringify(findings), /s3cret/);
});

Deno.test("missing permissions are reported before they cause a failure", async () => {
  await using home = await floorHome();
  const { code, findings, wrong } = await diagnose(
    home,
    ["--transport", "http", "--host", "192.0.2.7"],
    {
      MCP_OAUTH_ISSUER: "https://id.example.com",
      MCP_OAUTH_AUDIENCE: "restaurant",
      MCP_PUBLIC_URL: "https://mcp.example.com",
    },
  );
  assert.equal(code, 1);
  assert.deepEqual(wrong, ["listening", "outgoing"]);
  assert.equal(findings.outgoing?.finding, "no permission to connect to id.example.com:443");
  assert.match(findings.outgoing?.advice ?? "", /compile --hosts id\.example\.com:443/);
  assert.equal(findings.access?.finding, "tokens issued by https://id.example.com");
});

Deno.test("rights that the program never needs are wrong", async () => {
  await using home = await floorHome();
  const { command, args } = program("doctor", "--json", "--database", home.database);
  const excessive = args.map((argument) => argument.replace(/^(--allow-(?:env|run))=.*/, "$1"));
  const { code, stdout } = await run({ command, args: excessive });
  const { findings } = JSON.parse(stdout);
  assert.equal(code, 1);
  assert.deepEqual(
    findings.slice(0, 2).map(({ status, finding }: Finding) => [status, finding]),
    [["failed", "granted: run"], ["warning", "granted without limits: env"]],
  );
});

Deno.test("tampering with figures, audit and file is reported separately", async () => {
  await using home = await floorHome();
  const raw = new DatabaseSync(home.database);
  raw.exec(`
    update sales_rollups set gross = gross + 1 where dimension = 'day';
    update audit_entries set row_count = row_count + 1;
  `);
  raw.close();
  await Deno.chmod(home.database, 0o666);
  const { code, findings, wrong } = await diagnose(home);
  assert.equal(code, 1);
  assert.deepEqual(wrong, ["file", "figures", "audit"]);
  assert.equal(findings.figures?.finding.split(" differ ")[0], "1 figure");
  assert.equal(findings.audit?.finding, "broken at entry 1 (changed)");
  await Deno.chmod(home.database, 0o644);
  assert.equal((await diagnose(home)).findings.file?.status, "warning");
});

Deno.test("a damaged file and one of an older version are reported and left unchanged", async () => {
  await using home = await floorHome();
  const raw = new DatabaseSync(home.database);
  raw.exec("delete from kysely_migration where name = '0003_security'");
  const at = raw.prepare(`
    select (rootpage - 1) * page_size as start, page_size
    from sqlite_master, pragma_page_size where name = 'order_lines'
  `).get() as { readonly start: number; readonly page_size: number };
  raw.close();
  const older = await diagnose(home);
  assert.equal(older.code, 0);
  assert.match(older.findings.database?.finding ?? "", /older version/);
  assert.equal(older.findings.audit, undefined);

  const bytes = await Deno.readFile(home.database);
  bytes.fill(0x5a, at.start, at.start + at.page_size);
  await Deno.writeFile(home.database, bytes);
  const damaged = await diagnose(home);
  assert.deepEqual(damaged.wrong, ["integrity"]);
  assert.match(damaged.findings.integrity?.advice ?? "", /restaurant-mcp restore <backup>/);
  assert.deepEqual(await Deno.readFile(home.database), bytes);
  assert.deepEqual(home.files(), ["restaurant.db"]);
});
