import { type Kysely, type RawBuilder, sql } from "kysely";
import type { Recovery } from "../recovery.ts";
import type { Schema } from "../schema/schema.ts";
import type { SessionStore, StoredSession } from "../session_store.ts";

interface Row extends Pick<StoredSession, "id" | "subscriptions"> {
  readonly ended: boolean;
}

/** Sessions in a table of all processes; by the server's clock, as theirs may differ. */
export function sessionStore(writer: Kysely<Schema>, repeat: Recovery["repeat"]): SessionStore {
  const ask = async <Row>(query: RawBuilder<Row>) =>
    (await repeat(() => query.execute(writer))).rows;

  return {
    async add({ id, caller, rights, protocol, subscriptions }, { mostOfOne, idleMs }) {
      await ask(sql`
        delete from client_sessions
        where used_at < clock_timestamp() - make_interval(secs => ${idleMs / 1000})`);
      await ask(sql`
        update client_sessions set ended = true where id in (
          select id from client_sessions where caller = ${caller} and not ended
          order by used_at desc offset ${mostOfOne - 1}
        )`);
      await ask(sql`
        insert into client_sessions (id, caller, rights, protocol, subscriptions)
        values (${id}, ${caller}, ${rights}, ${protocol}, ${subscriptions}) on conflict do nothing`);
    },
    async find(id) {
      const [found] = await ask(sql<StoredSession>`
        select id, caller, rights, protocol, subscriptions from client_sessions
        where id = ${id} and not ended`);
      return found;
    },
    async look(ids) {
      const rows = await ask(sql<Row>`
        select id, subscriptions, ended from client_sessions where id = any(${ids})`);
      return new Map(rows.map(({ id, subscriptions, ended }) => [
        id,
        ended ? "ended" : subscriptions,
      ]));
    },
    async subscribe(id, uri) {
      await ask(sql`
        update client_sessions set subscriptions = array_append(subscriptions, ${uri})
        where id = ${id} and not ${uri} = any(subscriptions)`);
    },
    async unsubscribe(id, uri) {
      await ask(sql`
        update client_sessions set subscriptions = array_remove(subscriptions, ${uri})
        where id = ${id}`);
    },
    async keep(ids) {
      await ask(sql`
        update client_sessions set used_at = clock_timestamp() where id = any(${ids})`);
    },
    async end(id) {
      // Processes that still have it must learn of its end, so the row stays for a while.
      await ask(sql`
        insert into client_sessions (id, caller, rights, protocol, ended)
        values (${id}, '', '', '', true) on conflict (id) do update set ended = true`);
    },
  };
}
