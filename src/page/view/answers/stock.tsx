import type { Part } from "../session/part.ts";
import type { InventoryAnswer } from "../../../restaurant/inventory/inventory_answer.ts";
import { More } from "../parts/panel.tsx";
import { numbers, Table } from "../parts/table.tsx";
import { placeName, useSession } from "../session/session.ts";
import { filled } from "../words/words.ts";

/** Ingredients with what is left and what to order, the most urgent first. */
export function StockTable({ answer }: { readonly answer: InventoryAnswer }): Part {
  const session = useSession();
  const { words, format } = session;
  const { items, matching, basis } = answer;
  if (items.length === 0) return <p class="none">{words.noneRunsOut}</p>;
  return (
    <>
      <Table
        caption={words.onHand}
        columns={[
          { label: words.item },
          ...(session.places.length > 1 ? [{ label: words.location }] : []),
          numbers(words.onHand, basis.on_hand),
          numbers(words.perDayUse, basis.usage_per_day),
          numbers(words.daysOnHand, basis.states),
          numbers(words.toOrder, basis.order),
          { label: words.supplier },
        ]}
        rows={items.map((item) => [
          <span key="name">
            <bdi>{item.name}</bdi>{" "}
            <span class={`badge ${item.state}`}>{item.state.replaceAll("_", " ")}</span>
          </span>,
          ...(session.places.length > 1 ? [placeName(session, item.location)] : []),
          item.on_hand === null ? words.none : `${format.number(item.on_hand)} ${item.unit}`,
          `${format.number(item.usage_per_day)} ${item.unit}`,
          format.number(item.days_on_hand),
          item.order_packs === 0
            ? "–"
            : `${filled(words.packs, { count: format.number(item.order_packs) })} · ${
              format.money(item.order_cost, item.currency)
            }`,
          <bdi key="supplier">{item.supplier}</bdi>,
        ])}
      />
      <More count={matching - items.length} />
    </>
  );
}

/** The same in a few words each. */
export function StockList({ answer }: { readonly answer: InventoryAnswer }): Part {
  const session = useSession();
  const { words, format } = session;
  const { items, matching } = answer;
  if (items.length === 0) return <p class="none">{words.noneRunsOut}</p>;
  return (
    <>
      <ul class="list">
        {items.map((item) => (
          <li>
            <div>
              <bdi>{item.name}</bdi>
              <span class="note">
                {[
                  ...(session.places.length > 1 ? [placeName(session, item.location)] : []),
                  filled(words.deliveryIn, { days: item.lead_time_days }),
                ].join(" · ")}
              </span>
            </div>
            <span class="value">
              {item.days_on_hand === null
                ? words.none
                : filled(words.daysLeft, { days: format.number(item.days_on_hand) })}
            </span>
          </li>
        ))}
      </ul>
      <More count={matching - items.length} />
    </>
  );
}
