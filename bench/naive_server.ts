/*
 * The reference from the guides: the official Node SDK, a server and a transport for each request,
 * and a tool that adds up orders when it is asked.
 */
import { createServer } from "node:http";
import { DatabaseSync } from "node:sqlite";
import { z } from "zod";
import { McpServer, StreamableHTTPServerTransport } from "../tests/packages/sdk_v1_server.ts";

const database = new DatabaseSync(Deno.args[0] ?? "", { readOnly: true });
const input = { date: z.string(), end_date: z.string().optional() };

function newServer(): McpServer {
  const server = new McpServer({ name: "naive", version: "1.0.0" });
  server.registerTool("get_sales_data", { description: "Sales.", inputSchema: input }, (args) => {
    const row = database.prepare(`
      select count(*) as transactions, sum(gross - discounts + service_charges) as total_sales
      from orders where business_date between ? and ? and status <> 'cancelled'`)
      .get(args.date, args.end_date ?? args.date);
    return { content: [{ type: "text", text: JSON.stringify(row) }] };
  });
  return server;
}

const http = createServer(async (request, response) => {
  const server = newServer();
  const transport = new StreamableHTTPServerTransport({
    enableJsonResponse: true,
  });
  response.on("close", () => void server.close());
  await server.connect(transport);
  await transport.handleRequest(request, response);
});
http.listen(0, "127.0.0.1", () => {
  const address = http.address();
  const port = typeof address === "object" ? address?.port : 0;
  Deno.stdout.writeSync(new TextEncoder().encode(`http://127.0.0.1:${port}/\n`));
});
