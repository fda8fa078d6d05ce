import { type RawBuilder, sql } from "kysely";
import { queriesThrough } from "./postgres_connection.ts";
import type { Pool } from "./postgres_pool.ts";
import type { Recovery } from "./recovery.ts";
import type { SessionStore, StoredSession } from "./session_store.ts";

/** Sessions in a table of all processes; by the server's clock, as theirs may differ. */
export function sharedSessions(pool: Pool, repeat: Recovery["repeat"]): SessionStore {
  const queries = queriesThrough(pool);
  const ask = async <Row>(query: RawBuilder<Row>) =>
    (await repeat(() => query.execute(queries))).rows;

  return {
    async add({ id, caller, rights, protocol }, { mostOfOne, idleMs }) {
      await ask(sql`
        delete from client_sessions
        where used_at < clock_timestamp() - make_interval(secs => ${idleMs / 1000})
          or id in (
            select id from client_sessions where caller = ${caller}
            order by used_at desc offset ${mostOfOne - 1}
          )`);
      await ask(sql`
        insert into client_sessions (id, caller, rights, protocol)
        values (${id}, ${caller}, ${rights}, ${protocol})
        on conflict do nothing`);
    },
    async find(id) {
      const [found] = await ask(sql<StoredSession>`
        select id, caller, rights, protocol, subscriptions from client_sessions where id = ${id}`);
      return found;
    },
    async subscriptions(ids) {
      const rows = await ask(sql<Pick<StoredSession, "id" | "subscriptions">>`
        select id, subscriptions from client_sessions where id = any(${ids})`);
      return new Map(rows.map(({ id, subscriptions }) => [id, subscriptions]));
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
    async remove(id) {
      await ask(sql`delete from client_sessions where id = ${id}`);
    },
  };
}
