// @deno-types="@types/pg"
import pg from "pg";

/** A connection that stays until it is ended. */
export type Connection = pg.Client;

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

/**
 * Creates a database, as a copy of another if one is named: of its files, as pages that go through
 * the log take several times as long.
 */
export async function createDatabase(
  server: string,
  name: string,
  template = "template1",
): Promise<void> {
  await ask(
    databaseAt(server, MAINTENANCE),
    `create database ${name} template ${template} strategy file_copy`,
  );
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
  return await connected(url, (client) => rowsOf<Row>(client, statement));
}

/**
 * Deletes the rows of tables. Constraints, each of which costs a query for each connection, are not
 * checked, so all tables that refer to one of them have to be among them or empty. What is deleted
 * leaves the files as well: no background work does that here.
 *
 * @param written Gives the names of the tables.
 */
export async function deleteRows(client: Connection, written: string): Promise<void> {
  const tables = (await rowsOf<{ name: string }>(client, written)).map(({ name }) => name);
  if (tables.length === 0) return;
  const deletes = tables.map((name) => `delete from ${name}`);
  await client.query(["set session_replication_role = replica", ...deletes].join(";"));
  await client.query(`vacuum (process_toast false) ${tables.join(", ")}`);
}

async function rowsOf<Row extends object>(client: Connection, statement: string): Promise<Row[]> {
  const { rows } = await client.query<Row>(statement);
  return rows;
}

async function connected<Result>(
  url: string,
  work: (client: Connection) => Promise<Result>,
): Promise<Result> {
  const client = await connect(url);
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Connects to a database. */
export async function connect(url: string): Promise<Connection> {
  const client = new pg.Client({ connectionString: url });
  // A server that a test stops breaks the query, which says so; the connection need not say it again.
  client.on("error", () => {});
  await client.connect();
  return client;
}
