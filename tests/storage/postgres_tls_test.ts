import assert from "node:assert/strict";
import { sql } from "kysely";
import { openPostgres } from "../../src/storage/postgres/postgres.ts";
import { RestaurantError } from "../../src/values/errors.ts";
import { POSTGRES } from "../support/engines.ts";
import { postgresAddress } from "../../src/storage/address/postgres_address.ts";
import { serverCertificate } from "../support/postgres/shared.ts";

/** Whether the connection is encrypted, according to the server. */
async function isHidden(url: string): Promise<boolean> {
  await using database = await openPostgres(postgresAddress(url));
  return await database.write(async (writer) => {
    const { rows: [row] } = await sql<{ ssl: boolean }>`
      select ssl from pg_stat_ssl where pid = pg_backend_pid()
    `.execute(writer);
    return row?.ssl ?? false;
  });
}

function withParameters(url: string, parameters: Readonly<Record<string, string>>): string {
  return `${url}?${new URLSearchParams({ retries: "0", ...parameters })}`;
}

const refusesToProve = (error: unknown) =>
  error instanceof RestaurantError && /could not be verified/.test(error.message);

// An external server has its own settings.
const options = { ignore: serverCertificate === undefined };

Deno.test("postgres: with sslmode=require the traffic is encrypted", options, async () => {
  await using place = await POSTGRES.place();
  assert.equal(await isHidden(withParameters(place.url, { sslmode: "require" })), true);
  assert.equal(await isHidden(withParameters(place.url, { sslmode: "disable" })), false);
  assert.equal(await isHidden(withParameters(place.url, {})), false);
});

Deno.test(
  "postgres: with verify-full only the server that can prove its name is spoken to",
  options,
  async () => {
    await using place = await POSTGRES.place();
    const sslmode = "verify-full";
    const sslrootcert = serverCertificate ?? "";
    assert.equal(await isHidden(withParameters(place.url, { sslmode, sslrootcert })), true);
    // The certificate is not signed by a trusted authority.
    await assert.rejects(isHidden(withParameters(place.url, { sslmode })), refusesToProve);
    // It names the address, not the name.
    const byName = place.url.replace("127.0.0.1", "localhost");
    const parameters = { sslmode, sslrootcert };
    await assert.rejects(isHidden(withParameters(byName, parameters)), refusesToProve);
  },
);
