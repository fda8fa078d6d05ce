import type { Part } from "../session/part.ts";
import { useState } from "hono/jsx/dom";
import type { MenuAnswer } from "../../../restaurant/menu/menu_answer.ts";
import { Answered, More, Panel } from "../parts/panel.tsx";
import { placeName, useSession } from "../session/session.ts";
import { useTool } from "../session/use_answer.ts";
import { filled } from "../words/words.ts";

type Item = MenuAnswer["items"][number];
type Restriction = NonNullable<Item["not_in_stock"]>[number];

/** What is out or limited, with one click to put it back. */
export function MenuOut({ location, pulse }: {
  readonly location: Readonly<Record<string, string>>;
  readonly pulse: number;
}): Part {
  const { words } = useSession();
  const asked = useTool<MenuAnswer>("get_menu", { only_unavailable: true, ...location }, pulse);
  return (
    <Panel title={words.out}>
      <Answered asked={asked}>
        {({ items, matching }) =>
          items.length === 0 ? <p class="none">{words.noneOut}</p> : (
            <>
              <ul class="list">
                {items.flatMap((item) =>
                  (item.not_in_stock ?? []).map((state) => (
                    <OutItem
                      key={`${item.item_id} ${state.location}`}
                      item={item}
                      state={state}
                      again={asked.again}
                    />
                  ))
                )}
              </ul>
              <More count={matching - items.length} />
            </>
          )}
      </Answered>
    </Panel>
  );
}

function OutItem({ item, state, again }: {
  readonly item: Item;
  readonly state: Restriction;
  readonly again: () => void;
}) {
  const session = useSession();
  const { words, format, server, announce, onProblem } = session;
  const [isBusy, setBusy] = useState(false);

  async function putBack(): Promise<void> {
    setBusy(true);
    try {
      await server.call("set_item_availability", {
        item_id: item.item_id,
        availability: "in_stock",
        location: state.location,
      });
      announce(filled(words.isBack, { item: item.name }));
    } catch (error) {
      onProblem(error);
    } finally {
      setBusy(false);
      again();
    }
  }

  const note = [
    ...(session.places.length > 1 ? [placeName(session, state.location)] : []),
    ...(state.since === undefined ? [] : [filled(words.since, { time: format.time(state.since) })]),
  ];
  return (
    <li>
      <div>
        <bdi>{item.name}</bdi>
        <span class="note">{note.join(" · ")}</span>
      </div>
      <span class={`badge ${state.availability}`}>
        {state.remaining === null
          ? words.outOfStock
          : filled(words.remaining, { count: format.number(state.remaining) })}
      </span>
      {session.may("set_item_availability")
        ? (
          <button
            type="button"
            disabled={isBusy}
            aria-label={`${words.putBack}: ${item.name}`}
            onClick={putBack}
          >
            {words.putBack}
          </button>
        )
        : null}
    </li>
  );
}
