import type { Part } from "../session/part.ts";
import type { SalesAnswer } from "../../../restaurant/sales/sales_answer.ts";
import { Change } from "../parts/figure.tsx";
import { Answered, Panel } from "../parts/panel.tsx";
import { numbers, Table } from "../parts/table.tsx";
import { placeName, useSession } from "../session/session.ts";
import { useTool } from "../session/use_answer.ts";

/** Today at each location, against the same hours of the week before. */
export function Places({ pulse, choose }: {
  readonly pulse: number;
  readonly choose: (location: string) => void;
}): Part {
  const session = useSession();
  const { words, format } = session;
  const asked = useTool<SalesAnswer>("get_sales_data", {
    date: "today",
    group_by: "location",
    compare_to: "previous_week",
  }, pulse);
  return (
    <Panel title={words.byLocation}>
      <Answered asked={asked}>
        {({ breakdown, currency }) => (
          <Table
            caption={words.byLocation}
            columns={[
              { label: words.location },
              numbers(words.net, words.netIs),
              numbers(words.orders, words.ordersIs),
              numbers(words.change, words.changeIs),
            ]}
            rows={breakdown.map(({ id, group, total_sales, transactions, change }) => [
              <button key="name" type="button" class="link" onClick={() => choose(id ?? group)}>
                <bdi>{placeName(session, id ?? group)}</bdi>
              </button>,
              format.money(total_sales, currency),
              format.number(transactions),
              <Change
                key="change"
                percent={change?.percent ?? null}
                text={format.change(change?.percent ?? null)}
              />,
            ])}
          />
        )}
      </Answered>
    </Panel>
  );
}
