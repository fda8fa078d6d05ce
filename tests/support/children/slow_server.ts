import { getLogger } from "@logtape/logtape";
import { IDENTITY } from "../../../src/app/registry.ts";
import { serverFactory } from "../../../src/mcp/server.ts";
import { serveOverStdio } from "../../../src/mcp/stdio.ts";
import { LOCAL } from "../../../src/security/principal.ts";
import { openRestaurant } from "../sales.ts";
import { slowRegistry } from "../slow_registry.ts";

// Serves the restaurant of the tests over standard input and output, with long reads that are slow.
await using database = await openRestaurant();
const createServer = serverFactory(IDENTITY, slowRegistry(database));
await serveOverStdio(
  { createServer, principal: LOCAL, logger: getLogger("test") },
  new AbortController().signal,
);
