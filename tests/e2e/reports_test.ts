import assert from "node:assert/strict";
import { connectClient, type TestClient } from "../support/clients.ts";
import { type Home, openHome } from "../support/home.ts";
import { until } from "../support/until.ts";
import { program, serveProgram } from "../support/server_process.ts";

const SALES = "order_id,date,time,item,quantity,unit_price\nA1,2026-11-20,12:30,Pizza,2,12.50\n";
const WEEK = { report_type: "sales", start_date: "2026-11-16", end_date: "2026-11-22" };

/** A home with one sale in its database, and a token of a manager. */
async function openTrading(): Promise<Home & { readonly token: string; readonly id: string }> {
  const home = await openHome();
  await Deno.writeTextFile(`${home.path}/sales.csv`, SALES);
  const imported = await home.run([
    ...[
      "import",
      "sales.csv",
      "--location",
      "here",
      "--timezone",
      "America/New_York",
      "--currency",
      "USD",
    ],
  ]);
  assert.equal(imported.code, 0, imported.stderr);
  const made = await home.run(["token", "create", "--name", "Owner", "--role", "manager"]);
  const [, id = ""] = /Token (\w{8}) /.exec(made.stderr) ?? [];
  return { ...home, token: made.stdout.trim(), id };
}

async function linkOf(client: TestClient, format: string): Promise<string> {
  const { structured, text, isError } = await client.callTool("generate_report", {
    ...WEEK,
    format,
  });
  assert.equal(isError, false, text);
  return String(structured.download_url);
}

Deno.test("over HTTP a report is downloaded by its link, also after a restart, until its token is revoked", async () => {
  await using home = await openTrading();
  const options = { cwd: home.path, env: { DATABASE_URL: home.database } };
  const links: string[] = [];
  let port = 0;
  {
    await using server = await serveProgram(program("--database", home.database), options);
    port = Number(server.url.port);
    await using client = await connectClient(server.url, home.token);
    for (const [format, magic] of [["pdf", "%PDF-1.7"], ["excel", "PK"], ["json", "{"]] as const) {
      const link = await linkOf(client, format);
      const response = await fetch(link);
      assert.equal(response.status, 200, link);
      const bytes = new Uint8Array(await response.arrayBuffer());
      assert.equal(new TextDecoder().decode(bytes.subarray(0, magic.length)), magic);
      links.push(link);
    }
    const changed = links[0]?.replace(/\/reports\/./, "/reports/g") ?? "";
    for (const wrong of [changed, new URL("/reports/..%2fsecret", server.url).href]) {
      const response = await fetch(wrong);
      await response.body?.cancel();
      assert.equal(response.status, 403, wrong);
    }
  }
  await using _server = await serveProgram(program("--database", home.database), {
    ...options,
    port,
  });
  const again = await fetch(links[0] ?? "");
  await again.body?.cancel();
  assert.equal(again.status, 200);
  assert.equal((await home.run(["token", "revoke", home.id])).code, 0);
  for (const link of links) {
    const response = await fetch(link);
    await response.body?.cancel();
    assert.equal(response.status, 403);
  }
  // Each download is in the audit under the one for whom the link was made.
  await until(async () => {
    const { stdout } = await home.run(["audit", "export"]);
    const entries = stdout.trim().split("\n").map((line) => JSON.parse(line));
    const outcomes = entries.filter(({ method }) => method === "reports/download")
      .map(({ principal, locations, outcome }) => `${principal} ${locations} ${outcome}`);
    const who = `token:${home.id} ["here"]`;
    const wanted = [...Array(4).fill(`${who} ok`), ...Array(3).fill(`${who} FORBIDDEN`)];
    return outcomes.join("\n") === wanted.join("\n");
  });
});

Deno.test("over stdio a report is a file in the reports folder, and a resource", async () => {
  await using home = await openTrading();
  await using client = await connectClient({
    ...program("--database", home.database),
    env: { API_KEY: home.token },
  });
  const link = await linkOf(client, "pdf");
  assert.match(link, /^file:\/\/.*\/reports\/[0-9a-f]{32}\.pdf$/);
  const bytes = await Deno.readFile(new URL(link));
  assert.equal(new TextDecoder().decode(bytes.subarray(0, 5)), "%PDF-");
});
