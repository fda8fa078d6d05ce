import type { Database } from "../../../src/storage/database.ts";
import { openPostgres } from "../../../src/storage/postgres/postgres.ts";
import { untouchedPlace } from "./places.ts";
import { postgresAddress } from "../../../src/storage/address/postgres_address.ts";
import { type Proxy, proxyTo } from "./proxy.ts";

/** Waits are short, so that the tests are. */
const QUICK = "pool_min=0&pool_max=4&retry_ms=50";

/** Tests with a database behind a proxy, and with the same one seen directly. */
export async function behindProxy(
  test: (database: Database, proxy: Proxy, direct: Database) => Promise<void>,
): Promise<void> {
  await using place = await untouchedPlace();
  await using proxy = proxyTo(place.url);
  await using direct = await openPostgres(postgresAddress(place.url));
  await using database = await openPostgres(postgresAddress(`${proxy.url}?${QUICK}`));
  await test(database, proxy, direct);
}
