import type { Part } from "../session/part.ts";
import { useState } from "hono/jsx/dom";
import type { LiveOrder } from "../../../restaurant/orders/read/live_orders.ts";
import { More } from "../parts/panel.tsx";
import { placeName, useSession } from "../session/session.ts";
import { filled, type Words } from "../words/words.ts";

/** The answer of `get_live_orders`. */
export interface LiveOrdersAnswer {
  readonly open_count: number;
  readonly late_count: number;
  readonly orders: readonly LiveOrder[];
  readonly omitted_orders?: number;
  readonly basis: string;
  readonly as_of: string;
}

/** What an order becomes next, and the word on the button. */
const NEXT: Readonly<Record<string, { readonly status: string; readonly word: keyof Words }>> = {
  received: { status: "preparing", word: "start" },
  preparing: { status: "ready", word: "finish" },
  ready: { status: "completed", word: "handOver" },
};

const REASONS = ["whyGuest", "whyOut", "whyMistake"] as const;

/** Open orders, the oldest first, each with what can be done to it. */
export function LiveOrders({ answer, again }: {
  readonly answer: LiveOrdersAnswer;
  /** Asks for the orders again, after one was changed. */
  readonly again: () => void;
}): Part {
  const { words } = useSession();
  const { orders, omitted_orders } = answer;
  if (orders.length === 0) return <p class="none">{words.noOrders}</p>;
  return (
    <>
      <ul class="orders">
        {orders.map((order) => <OrderCard key={order.order_id} order={order} again={again} />)}
      </ul>
      <More count={omitted_orders} />
    </>
  );
}

function OrderCard({ order, again }: { readonly order: LiveOrder; readonly again: () => void }) {
  const session = useSession();
  const { words, format } = session;
  const { order_number, status, late, why_late, dishes, more_dishes } = order;
  const times = [
    filled(words.opened, { time: format.time(order.opened) }),
    ...(order.promised === undefined
      ? []
      : [filled(words.promised, { time: format.time(order.promised) })]),
  ];
  const where = [
    words[order.order_type as keyof Words] ?? order.order_type.replaceAll("_", " "),
    ...(order.table === undefined ? [] : [filled(words.table_, { table: order.table })]),
    ...(session.places.length > 1 ? [placeName(session, order.location)] : []),
  ];
  return (
    <li class={late ? "order late" : "order"}>
      <div class="order-head">
        <strong>
          <bdi>{order_number}</bdi>
        </strong>
        <span class={`status ${status}`}>{words[status as keyof Words] ?? status}</span>
        {late ? <span class="badge">{words.late}</span> : null}
        <span class="note">
          <bdi>{where.join(" · ")}</bdi>
        </span>
      </div>
      <ul class="dishes">
        {dishes.map((dish, at) => <li key={at} dir="auto">{dish}</li>)}
        {more_dishes === undefined ? null : <li>{filled(words.more, { count: more_dishes })}</li>}
      </ul>
      <p class="note">{times.join(" · ")}</p>
      {why_late === undefined ? null : <p class="why" dir="auto">{why_late}</p>}
      {session.may("update_order_status") ? <OrderActions order={order} again={again} /> : null}
    </li>
  );
}

function OrderActions({ order, again }: { readonly order: LiveOrder; readonly again: () => void }) {
  const { words, server, announce, onProblem } = useSession();
  const [isBusy, setBusy] = useState(false);
  const [isAsking, setAsking] = useState(false);
  const [refusal, setRefusal] = useState("");
  const { order_id, order_number, status } = order;
  const next = NEXT[status];

  async function move(status: string, reason?: string): Promise<void> {
    setBusy(true);
    setRefusal("");
    try {
      await server.call("update_order_status", { order_id, status, ...(reason && { reason }) });
      const name = words[status as keyof Words] ?? status;
      announce(filled(words.moved, { number: order_number, status: name }));
    } catch (error) {
      onProblem(error);
      setRefusal(error instanceof Error ? error.message : "");
    } finally {
      setBusy(false);
      setAsking(false);
      again();
    }
  }

  const about = (action: string) => `${action}: ${order_number}`;
  return (
    <div class="actions">
      {next === undefined || isAsking ? null : (
        <button
          type="button"
          class="primary"
          disabled={isBusy}
          aria-label={about(words[next.word])}
          onClick={() => move(next.status)}
        >
          {words[next.word]}
        </button>
      )}
      {isAsking
        ? (
          <div role="group" aria-label={about(words.cancelWhy)} class="reasons">
            <span class="note">{words.cancelWhy}</span>
            {REASONS.map((reason) => (
              <button
                type="button"
                class="danger"
                disabled={isBusy}
                onClick={() => move("cancelled", words[reason])}
              >
                {words[reason]}
              </button>
            ))}
            <button type="button" onClick={() => setAsking(false)}>{words.keep}</button>
          </div>
        )
        : (
          <button
            type="button"
            class="quiet"
            aria-label={about(words.cancel)}
            onClick={() => setAsking(true)}
          >
            {words.cancel}
          </button>
        )}
      {refusal === "" ? null : <p class="why" role="alert">{refusal}</p>}
    </div>
  );
}
