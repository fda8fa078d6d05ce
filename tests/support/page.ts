import { getLogger } from "@logtape/logtape";
import { type App, type AppConfig, startApp } from "../../src/app/app.ts";
import { serveFile } from "../../src/files/serve_file.ts";
import type { HttpOptions } from "../../src/http/http.ts";
import type { OpenRoute } from "../../src/http/open_route.ts";
import { servePage } from "../../src/page/serve_page.ts";
import type { Role } from "../../src/security/scopes.ts";
import { createToken } from "../../src/security/tokens.ts";
import { fileAddress, IN_MEMORY } from "../../src/storage/address/database_address.ts";
import type { Clock } from "../../src/values/clock.ts";
import { appConfig } from "./calls.ts";
import { DEMO_NOW, openYoungDemoHome } from "./demo.ts";
import { serveHttp } from "./http.ts";

/** The program with its page, in this process. */
export interface ServedPage extends AsyncDisposable {
  readonly app: App;
  /** Address of the page. */
  readonly page: URL;
  /** Address of MCP. */
  readonly mcp: URL;
}

/** Serves an empty database; the clock stands at the evening of the demo. */
export async function serveEmptyPage(
  config: Partial<AppConfig> = {},
  parts: Partial<HttpOptions> = {},
  clock: Clock = () => DEMO_NOW,
): Promise<ServedPage> {
  const app = await startApp(
    appConfig({ database: IN_MEMORY, ...config }),
    getLogger("test"),
    clock,
  );
  const open: OpenRoute[] = [
    { path: "/", serve: servePage(config.oauthIssuer) },
    { path: "/reports/:id", serve: (request, { id = "" }) => serveFile(app.files, request, id) },
  ];
  const server = await serveHttp(app.createServer, { ...app, open, ...parts });
  app.files.serveAt(server.url.origin);
  return {
    app,
    page: new URL("/", server.url),
    mcp: server.url,
    async [Symbol.asyncDispose]() {
      await server[Symbol.asyncDispose]();
      await app[Symbol.asyncDispose]();
    },
  };
}

/** Serves a young demo restaurant without its traffic: what happens is what a test does. */
export async function serveDemoPage(
  config: Partial<AppConfig> = {},
  parts: Partial<HttpOptions> = {},
): Promise<ServedPage> {
  await using opened = new AsyncDisposableStack();
  const home = opened.use(await openYoungDemoHome());
  const database = fileAddress(home.database);
  const served = opened.use(await serveEmptyPage({ ...config, database }, parts));
  const ending = opened.move();
  return { ...served, [Symbol.asyncDispose]: () => ending.disposeAsync() };
}

/** The tests of a run that only read share one for each thread. */
let shared: Promise<ServedPage> | undefined;

Deno.test.afterAll(async () => await (await shared)?.[Symbol.asyncDispose]());

/** The same, for tests that change nothing: it is served once for all of them. */
export function sharedDemoPage(): Promise<ServedPage> {
  return shared ??= serveDemoPage();
}

/** A new token of a role. */
export async function tokenOf(
  { app }: ServedPage,
  role: Role,
): Promise<{ id: string; token: string }> {
  return await app.database.write((writer) =>
    createToken(writer, { name: "Page", role, locations: null, expires: null }, DEMO_NOW)
  );
}
