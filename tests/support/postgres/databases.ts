// @deno-types="@types/pg"
import pg from "pg";

/** The database that every server has. */
const MAINTENANCE = "postgres";

/** The address of a database on the server of another. */
export function databaseAt(server: string, name: string): string {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}

/** The database of which a test run makes its others: all tables, no rows. */
export function templateOf(run: number): string {
  return `restaurant_mcp_template_${run}`;
}

/** Creates a database, as a copy of another if one is named. */
export async function createDatabase(
  server: string,
  name: string,
  template = "template1",
): Promise<void> {
  await ask(databaseAt(server, MAINTENANCE), `create database ${name} template ${template}`);
}

/** Drops a database and its open connections. */
export async function dropDatabase(server: string, name: string): Promise<void> {
  await ask(
    databaseAt(server, MAINTENANCE),
    `drop database if exists ${name} with (force)`,
  );
}

/** Runs one statement through a connection of its own. */
export async function ask<Row extends object>(url: string, statement: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  // A server that a test stops breaks the query, which says so; the connection need not say it again.
  client.on("error", () => {});
  await client.connect();
  try {
    const { rows } = await client.query<Row>(statement);
    return rows;
  } finally {
    await client.end();
  }
}
