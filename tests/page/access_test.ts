import assert from "node:assert/strict";
import { revokeToken } from "../../src/security/tokens.ts";
import { startAuthorizationServer } from "../support/authorization_server.ts";
import { browserTest, type TestBrowser } from "../support/browser.ts";
import { DEMO_NOW, openDemoHome } from "../support/demo.ts";
import { serveDemoPage, tokenOf } from "../support/page.ts";
import { type TlsFront, tlsFront } from "../support/tls_front.ts";
import { freePort, program, serveProgram } from "../support/server_process.ts";

/** The browser itself logs a refused request; the page says nothing. */
const REFUSED = { mayLog: /status of (?:401|404)/ };

browserTest(
  "a token is entered once, kept for the tab, and what it may not do is not there",
  async ({ open, keep }) => {
    const served = keep(await serveDemoPage());
    const { token } = await tokenOf(served, "viewer");
    const { page, context } = await open(served.page, REFUSED);
    await page.getByLabel("Token").fill("not-a-token-of-this-server");
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByText("This token is not valid").waitFor();
    await page.getByLabel("Token").fill(token);
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.locator(".hero .main .value").waitFor();
    await page.locator(".order").first().waitFor();
    assert.equal(await page.locator(".order").getByRole("button").count(), 0);
    assert.equal(await page.getByRole("link", { name: "Administration" }).count(), 0);
    assert.doesNotMatch(page.url(), /token|mcp/);
    await page.reload();
    await page.locator(".hero .main .value").waitFor();
    assert.deepEqual(await context.cookies(), []);
    const other = await context.newPage();
    await other.goto(served.page.href);
    await other.getByLabel("Token").waitFor();
  },
);

browserTest("a revoked token ends what the page shows", async ({ open, keep }) => {
  const served = keep(await serveDemoPage());
  const { token, id } = await tokenOf(served, "manager");
  const { page } = await open(served.page, REFUSED);
  await page.getByLabel("Token").fill(token);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByText("Live", { exact: true }).waitFor();
  await page.locator(".hero .main .value").waitFor();
  await served.app.database.write((writer) => revokeToken(writer, id, DEMO_NOW));
  await page.getByText("This token is not valid").waitFor();
  assert.equal(await page.locator(".panel").count(), 0);
});

browserTest("an administrator sees calls, refused calls and health", async ({ open, keep }) => {
  const served = keep(await serveDemoPage());
  const { token } = await tokenOf(served, "admin");
  const { page } = await open(new URL("#admin", served.page), REFUSED);
  await page.getByLabel("Token").fill(token);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("heading", { name: "Last calls" }).waitFor();
  await page.getByRole("heading", { name: "Refused calls" }).waitFor();
  await page.getByRole("definition").getByText("sqlite").waitFor();
});

/** Serves the demo, also behind https, under one of the two addresses, with an authorization server. */
async function serveWithIssuer(
  keep: TestBrowser["keep"],
  originOf: (at: { readonly port: number; readonly front: TlsFront }) => string,
) {
  const port = freePort();
  const front = keep(await tlsFront(port));
  const issuer = keep(await startAuthorizationServer({ registers: true, reads: front }));
  const origin = originOf({ port, front });
  const home = keep(await openDemoHome());
  keep(
    await serveProgram(program("--database", home.database), {
      port,
      env: {
        MCP_OAUTH_ISSUER: issuer.issuer,
        MCP_OAUTH_AUDIENCE: `${origin}/mcp`,
        MCP_PUBLIC_URL: origin,
      },
    }),
  );
  return { issuer, origin };
}

browserTest(
  "with an authorization server a person signs in there and comes back",
  async ({ open, keep }) => {
    // On this machine alone a page has no https address, so it registers itself.
    const { issuer, origin } = await serveWithIssuer(
      keep,
      ({ port }) => `http://127.0.0.1:${port}`,
    );
    const { page } = await open(origin, REFUSED);
    await page.getByRole("button", { name: /Sign in at 127\.0\.0\.1/ }).click();
    await page.locator(".hero .main .value").waitFor();
    assert.equal(new URL(page.url()).search, "");
    assert.equal(issuer.asked("/reg"), 2);
  },
);

browserTest(
  "behind https the page is known to the authorization server by its own description",
  async ({ open, keep }) => {
    const { issuer, origin } = await serveWithIssuer(keep, ({ front }) => front.origin);
    const { page } = await open(origin, REFUSED);
    const asking = page.waitForRequest((request) =>
      request.url().startsWith(issuer.issuer + "/auth")
    );
    await page.getByRole("button", { name: /Sign in at 127\.0\.0\.1/ }).click();
    const { searchParams } = new URL((await asking).url());
    assert.equal(searchParams.get("client_id"), `${origin}/client.json`);
    await page.locator(".hero .main .value").waitFor();
    assert.equal(new URL(page.url()).search, "");
    assert.equal(issuer.asked("/reg"), 0);
  },
);
