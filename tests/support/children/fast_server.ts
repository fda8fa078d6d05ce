/*
 * Serves a database over HTTP, with a clock that its client sets: a day passes in seconds. Besides
 * /mcp, `/clock/:at` sets the time, `/retention` removes what is kept no longer, and `/memory` gives
 * the bytes on the heap after everything unreachable is collected. Arguments: engine, address.
 */
import { getLogger } from "@logtape/logtape";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { startApp } from "../../../src/app/app.ts";
import type { OpenRoute } from "../../../src/http/open_route.ts";
import { DEFAULT_RETENTION } from "../../../src/config/retention.ts";
import { removeOld } from "../../../src/restaurant/journal/retention.ts";
import { HTTP_CAPS } from "../../../src/http/guard.ts";
import { storedAddress } from "../addresses.ts";
import { appConfig } from "../calls.ts";
import { serveHttp } from "../http.ts";
import { say } from "../processes.ts";

const [address = "", begins = ""] = Deno.args;
let now = Temporal.Instant.from(begins);
const clock = () => now;

setFlagsFromString("--expose-gc");
const collect: () => void = runInNewContext("gc");

const app = await startApp(
  appConfig({ database: storedAddress(address) }),
  getLogger("test"),
  clock,
);
const open: OpenRoute[] = [
  {
    path: "/clock/:at",
    serve(_request, { at = "" }) {
      now = Temporal.Instant.from(at);
      return Promise.resolve(new Response());
    },
  },
  {
    path: "/retention",
    async serve() {
      const { signal } = new AbortController();
      return Response.json(await removeOld(app.database, DEFAULT_RETENTION, now, signal));
    },
  },
  {
    path: "/memory",
    async serve() {
      // What the first finds unreachable may have kept more alive until it was cleaned up.
      for (let time = 0; time < 3; time++) {
        collect();
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      const { heapUsed, external } = Deno.memoryUsage();
      return Response.json(heapUsed + external);
    },
  },
];
const rate = { calls: 1_000_000, seconds: 1 };
const server = await serveHttp(app.createServer, { ...app, caps: { ...HTTP_CAPS, rate }, open });
await say(server.url.href);
await new Promise<void>((resolve) => Deno.addSignalListener("SIGTERM", resolve));
await server[Symbol.asyncDispose]();
await app[Symbol.asyncDispose]();
Deno.exit(0);
