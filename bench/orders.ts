import { getLogger } from "@logtape/logtape";
import { type App, startApp } from "../src/app.ts";
import { fillDemo } from "../src/demo/fill_demo.ts";
import { recordEvents } from "../src/events/outbox.ts";
import { moveStock } from "../src/inventory/ledger.ts";
import { openSqlite } from "../src/storage/sqlite.ts";
import { systemClock } from "../src/values/clock.ts";
import { appConfig } from "../tests/support/calls.ts";
import { connectClient } from "../tests/support/clients.ts";
import { serveHttp } from "../tests/support/http.ts";
import { program, serveProgram } from "../tests/support/server_process.ts";
import { figure, median, UNLIMITED } from "./measure.ts";

const ORDERS = 400;
const AT_ONCE = 8;
const NOTIFICATIONS = 200;
const LOCATION = "orchard-street";

/** process_order over HTTP into a file, and how soon a subscriber hears of a commit. */
export async function benchOrders(): Promise<string[]> {
  const folder = await Deno.makeTempDir();
  try {
    const database = `${folder}/bench.db`;
    const menu_item_id = await prepare(database);
    await using server = await serveProgram(
      program("--database", database, "--log-level", "error", ...UNLIMITED),
    );
    const rate = await ordersASecond(server.url, menu_item_id);
    return [
      `process_order over HTTP into a file, each durable: ${
        figure(rate)
      } orders/s (${AT_ONCE} at once)`,
      await notification(`${folder}/live.db`),
    ];
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** A month of the demo with full shelves, always open; gives an item that needs no choice. */
async function prepare(path: string): Promise<string> {
  await using database = await openSqlite(path);
  await fillDemo(database, { now: systemClock(), months: 1 });
  const at = systemClock().toString({ smallestUnit: "second" });
  const ingredients = await database.reader.selectFrom("ingredients").select("id").execute();
  await database.write(async (writer) => {
    await writer.deleteFrom("opening_hours").execute();
    await moveStock(
      writer,
      ingredients.map(({ id }) => ({
        location_id: LOCATION,
        ingredient_id: id,
        kind: "received",
        quantity: 1_000_000_000,
        reason: null,
        actor: "bench",
        order_id: null,
        business_date: at.slice(0, 10),
      })),
      at,
    );
  });
  const item = await database.reader.selectFrom("menu_items").select("id")
    .where("price", "is not", null)
    .where(
      "id",
      "not in",
      (eb) => eb.selectFrom("menu_item_modifier_groups").select("menu_item_id"),
    )
    .where("id", "in", (eb) => eb.selectFrom("recipe_lines").select("menu_item_id"))
    .orderBy("id").executeTakeFirstOrThrow();
  return item.id;
}

async function ordersASecond(url: URL, menu_item_id: string): Promise<number> {
  const items = [{ menu_item_id, quantity: 2 }];
  const order_data = { location: LOCATION, order_type: "takeout", items };
  let left = ORDERS;
  const work = async () => {
    await using client = await connectClient(url);
    while (left-- > 0) {
      const { isError, text } = await client.callTool("process_order", { order_data });
      if (isError) throw new Error(text);
    }
  };
  const started = performance.now();
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return ORDERS / (performance.now() - started) * 1000;
}

/** From the end of a durable write to the notification in the official client, over HTTP. */
async function notification(database: string): Promise<string> {
  await using app = await startApp(appConfig({ database }), getLogger("bench"));
  await using server = serveHttp(app.createServer, app);
  await using client = await connectClient(server.url);
  const heard = { news: Promise.withResolvers<void>() };
  await client.watch(["restaurant://live_orders"], () => heard.news.resolve());
  const times: number[] = [];
  for (let i = 0; i < NOTIFICATIONS; i++) {
    heard.news = Promise.withResolvers();
    await commit(app);
    const committed = performance.now();
    await heard.news.promise;
    times.push(performance.now() - committed);
  }
  return `from commit to a subscriber's notification over HTTP: ${figure(median(times))} ms ` +
    `(median of ${NOTIFICATIONS}, slowest ${figure(Math.max(...times))})`;
}

async function commit({ database }: App): Promise<void> {
  const at = systemClock().toString({ smallestUnit: "second" });
  const kind = "order_received";
  await database.write((writer) =>
    recordEvents(writer, [{
      kind,
      subject_id: "ORDER001",
      location_id: null,
      business_date: at.slice(0, 10),
    }], at)
  );
}
