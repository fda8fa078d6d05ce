import { type Kysely, type RawBuilder, sql } from "kysely";
import type { Schema } from "../schema/schema.ts";
import type { SessionStore, StoredSession } from "../session_store.ts";
import { whenUnlocked } from "./lock.ts";

interface Row {
  readonly id: string;
  /** JSON. */
  readonly subscriptions: string;
  readonly ended: number;
}

/**
 * Sessions in a table of the file, so that an upgrade or a restart disconnects no client.
 *
 * @param writer The connection that writes.
 */
export function sessionStore(writer: Kysely<Schema>, reader: Kysely<Schema>): SessionStore {
  // A session that a full disk keeps from being written is lost at a restart, but its client is not
  // refused.
  const change = async (statement: RawBuilder<unknown>): Promise<void> => {
    await whenUnlocked(() => statement.execute(writer)).catch(() => {});
  };
  const read = async <Result>(query: RawBuilder<Result>) => (await query.execute(reader)).rows;

  return {
    async add({ id, caller, rights, protocol, subscriptions }, { mostOfOne, idleMs }) {
      await change(sql`
        delete from client_sessions where used_at < unixepoch() - ${Math.ceil(idleMs / 1000)}`);
      await change(sql`
        update client_sessions set ended = 1 where id in (
          select id from client_sessions where caller = ${caller} and not ended
          order by used_at desc limit -1 offset ${mostOfOne - 1}
        )`);
      await change(sql`
        insert into client_sessions (id, caller, rights, protocol, subscriptions)
        values (${id}, ${caller}, ${rights}, ${protocol}, ${JSON.stringify(subscriptions)})
        on conflict do nothing`);
    },
    async find(id) {
      const [found] = await read(sql<Omit<StoredSession, "subscriptions"> & Row>`
        select id, caller, rights, protocol, subscriptions, ended from client_sessions
        where id = ${id} and not ended`);
      if (found === undefined) return undefined;
      const { ended: _ended, ...session } = found;
      return { ...session, subscriptions: addressesIn(found) };
    },
    async look(ids) {
      const rows = await read(sql<Row>`
        select id, subscriptions, ended from client_sessions
        where id in (select value from json_each(${JSON.stringify(ids)}))`);
      return new Map(rows.map((row) => [row.id, row.ended ? "ended" : addressesIn(row)]));
    },
    async subscribe(id, uri) {
      await change(sql`
        update client_sessions set subscriptions = json_insert(subscriptions, '$[#]', ${uri})
        where id = ${id} and ${uri} not in (select value from json_each(subscriptions))`);
    },
    async unsubscribe(id, uri) {
      await change(sql`
        update client_sessions set subscriptions = (
          select json_group_array(value) from json_each(subscriptions) where value <> ${uri}
        ) where id = ${id}`);
    },
    async keep(ids) {
      await change(sql`
        update client_sessions set used_at = unixepoch()
        where id in (select value from json_each(${JSON.stringify(ids)}))`);
    },
    async end(id) {
      // Processes that still have it must learn of its end, so the row stays for a while.
      await change(sql`
        insert into client_sessions (id, caller, rights, protocol, ended)
        values (${id}, '', '', '', 1) on conflict (id) do update set ended = 1`);
    },
  };
}

function addressesIn({ subscriptions }: Pick<Row, "subscriptions">): string[] {
  const parsed: unknown = JSON.parse(subscriptions);
  return Array.isArray(parsed) ? parsed.map(String) : [];
}
