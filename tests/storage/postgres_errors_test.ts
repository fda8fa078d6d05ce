import assert from "node:assert/strict";
import { sql } from "kysely";
import { openPostgres } from "../../src/storage/postgres/postgres.ts";
import { toUserError } from "../../src/storage/postgres/errors.ts";
import { RestaurantError } from "../../src/values/errors.ts";
import { POSTGRES } from "../support/engines.ts";
import { postgresAddress } from "../../src/storage/address/postgres_address.ts";
import { ask } from "../support/postgres/databases.ts";

/** The address with some of its parts changed. */
function changed(url: string, parts: Partial<Record<"password" | "port" | "pathname", string>>) {
  return Object.assign(new URL(url), parts).href;
}

function says(code: string, message: RegExp): (error: unknown) => boolean {
  return (error) => {
    assert.ok(error instanceof RestaurantError, String(error));
    assert.equal(error.code, code);
    assert.match(error.message, message);
    assert.doesNotMatch(
      `${error.message} ${error.details.hint} ${error.stack} ${error.cause}`,
      /let-me-in|not-the-password/,
    );
    return true;
  };
}

const unavailable = (message: RegExp) => says("SERVICE_UNAVAILABLE", message);

Deno.test("postgres: a wrong password is refused in plain words", async () => {
  await using place = await POSTGRES.place();
  const opening = openPostgres(
    postgresAddress(changed(place.url, { password: "not-the-password" })),
  );
  await assert.rejects(opening, unavailable(/refuses the user or password/));
  const none = new Error("SASL: client password must be a non-empty string");
  assert.ok(unavailable(/refuses the user or password/)(toUserError(none)));
});

Deno.test("postgres: a database that does not exist is named as the reason", async () => {
  await using place = await POSTGRES.place();
  const opening = openPostgres(postgresAddress(changed(place.url, { pathname: "/nowhere" })));
  await assert.rejects(opening, unavailable(/no database with this name/));
});

Deno.test("postgres: a closed port is reported", async () => {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const port = String(listener.addr.port);
  listener.close();
  const opening = openPostgres(
    postgresAddress(`postgres://ada:not-the-password@127.0.0.1:${port}/x?retries=0`),
  );
  await assert.rejects(opening, unavailable(/does not answer/));
});

Deno.test("postgres: missing rights of a user are named", async () => {
  await using place = await POSTGRES.emptyPlace();
  const role = `guest_${crypto.randomUUID().slice(0, 8)}`;
  await ask(place.url, `create role ${role} login password 'let-me-in'`);
  try {
    const url = Object.assign(new URL(place.url), { username: role, password: "let-me-in" }).href;
    await assert.rejects(openPostgres(postgresAddress(url)), unavailable(/does not let its user/));
    await ask(place.url, `alter role ${role} connection limit 0`);
    await assert.rejects(openPostgres(postgresAddress(url)), unavailable(/no more connections/));
  } finally {
    await ask(place.url, `drop role ${role}`);
  }
});

Deno.test("postgres: a database of a newer version is refused in plain words", async () => {
  await using place = await POSTGRES.emptyPlace();
  await (await openPostgres(postgresAddress(place.url)))[Symbol.asyncDispose]();
  await ask(place.url, "insert into kysely_migration values ('9999_future', '2030-01-01')");
  await assert.rejects(
    openPostgres(postgresAddress(place.url)),
    says("INVALID_INPUT", /newer version/),
  );
});

const group = { id: "SIZE", name: "Size", min_selections: 1, max_selections: 1 };

Deno.test("postgres: a lock timeout says to try again", async () => {
  await using place = await POSTGRES.place();
  await using database = await openPostgres(postgresAddress(place.url));
  const waiting = database.write(async (writer) => {
    await writer.insertInto("modifier_groups").values(group).execute();
    await database.write(async (other) => {
      await sql`set local lock_timeout = 50`.execute(other);
      await other.insertInto("modifier_groups").values(group).execute();
    });
  });
  await assert.rejects(waiting, unavailable(/Another program is writing/));
});

Deno.test("postgres: a question that takes too long is given up", async () => {
  await using place = await POSTGRES.place();
  await using database = await openPostgres(postgresAddress(place.url));
  const long = database.write(async (writer) => {
    await sql`set local statement_timeout = 50`.execute(writer);
    await sql`select pg_sleep(60)`.execute(writer);
  });
  await assert.rejects(long, unavailable(/took too long/));
});

Deno.test("postgres: with all connections in use, the error says so", async () => {
  await using place = await POSTGRES.place();
  await using database = await openPostgres(
    postgresAddress(`${place.url}?pool_min=0&pool_max=2&connect_timeout=1`),
  );
  const held = Promise.withResolvers<void>();
  const holding = database.write(() => held.promise);
  await assert.rejects(database.write(() => Promise.resolve()), unavailable(/are in use/));
  held.resolve();
  await holding;
});

Deno.test("postgres: a connection that the server closed is said, and the next one works", async () => {
  await using place = await POSTGRES.place();
  await using database = await openPostgres(postgresAddress(`${place.url}?retries=0`));
  const cutOff = database.write(async (writer) => {
    const { rows: [own] } = await sql<{ pid: number }>`select pg_backend_pid() as pid`
      .execute(writer);
    await ask(place.url, `select pg_terminate_backend(${own?.pid})`);
    await writer.insertInto("modifier_groups").values(group).execute();
  });
  await assert.rejects(cutOff, unavailable(/does not answer/));
  await database.write((writer) => writer.insertInto("modifier_groups").values(group).execute());
});

Deno.test("postgres: a copy that may not be written to says so", async () => {
  await using place = await POSTGRES.emptyPlace();
  await (await openPostgres(postgresAddress(place.url)))[Symbol.asyncDispose]();
  await using database = await openPostgres(postgresAddress(`${place.url}?retries=0`));
  const writing = database.write(async (writer) => {
    await sql`set transaction read only`.execute(writer);
    await writer.insertInto("modifier_groups").values(group).execute();
  });
  await assert.rejects(writing, unavailable(/is read-only/));
});

Deno.test("postgres: a value that cannot be stored is the caller's error", async () => {
  await using place = await POSTGRES.place();
  await using database = await openPostgres(postgresAddress(place.url));
  const nul = database.reader.selectFrom("menu_items").select("id").where("id", "=", "a\0b")
    .execute();
  await assert.rejects(nul, says("INVALID_INPUT", /character/));
  const large = database.reader.selectFrom("stock").select("on_hand").where("on_hand", ">", 1e30)
    .execute();
  await assert.rejects(large, says("INVALID_INPUT", /too large/));
});

Deno.test("a full disk is reported; an unknown error is passed on", () => {
  const full = toUserError(Object.assign(new Error("could not extend file"), { code: "53100" }));
  assert.ok(unavailable(/disk .* is full/)(full));
  const other = Object.assign(new Error("duplicate key"), { code: "23505" });
  assert.equal(toUserError(other), other);
  assert.equal(toUserError("no error"), "no error");
});
