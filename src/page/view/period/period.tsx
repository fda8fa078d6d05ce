import type { Part } from "../session/part.ts";
import { useState } from "hono/jsx/dom";
import type { AnalyticsAnswer } from "../../../restaurant/analytics/answer/analytics_answer.ts";
import type { SalesAnswer } from "../../../restaurant/sales/sales_answer.ts";
import { Findings } from "../answers/analytics.tsx";
import { MenuEngineering } from "../answers/menu_engineering.tsx";
import { PlainTable } from "../answers/plain_table.tsx";
import { Rush } from "../answers/rush.tsx";
import { MainFigures, OtherFigures, salesBasis } from "../answers/sales_figures.tsx";
import { SalesGroups } from "../answers/sales_groups.tsx";
import { Term } from "../parts/figure.tsx";
import { Answered, Completeness, Details, Panel } from "../parts/panel.tsx";
import { type Place, useSession } from "../session/session.ts";
import { useTool } from "../session/use_answer.ts";
import { Downloads } from "./downloads.tsx";
import { type Asking, PeriodChoice } from "./period_choice.tsx";

const MOST_ITEMS = 15;
/** All days of a year: without a limit a long answer leaves some out. */
const MOST_DAYS = 400;

/** How a period went, against another. */
export function Period({ place }: { readonly place: Place | undefined }): Part {
  const { may, places, words } = useSession();
  const [asking, setAsking] = useState<Asking>({
    range: "last_28_days",
    compare: "previous_period",
  });
  const location = place === undefined ? {} : { location: place.id };
  const sales = { date: asking.range, compare_to: asking.compare, ...location };
  return (
    <div class="period">
      <PeriodChoice asking={asking} choose={setAsking} />
      {may("get_sales_data") ? <Totals args={sales} location={location} /> : null}
      {may("get_analytics") ? <Analysed range={asking.range} location={location} /> : null}
      {may("get_sales_data")
        ? (
          <>
            <Groups
              title={words.categories}
              args={{ ...sales, group_by: "category", limit: MOST_ITEMS }}
            />
            <Groups title={words.items} args={{ ...sales, group_by: "item", limit: MOST_ITEMS }} />
            {place === undefined && places.length > 1
              ? <Groups title={words.byLocation} args={{ ...sales, group_by: "location" }} />
              : null}
          </>
        )
        : null}
    </div>
  );
}

type Args = Readonly<Record<string, string | number>>;

function Totals({ args, location }: {
  readonly args: Args;
  readonly location: Readonly<Record<string, string>>;
}) {
  const { words, may } = useSession();
  const asked = useTool<SalesAnswer>("get_sales_data", {
    ...args,
    group_by: "day",
    limit: MOST_DAYS,
  });
  return (
    <>
      <Panel title={words.period} kind="hero wide">
        <Answered asked={asked}>
          {(answer) => (
            <>
              <MainFigures answer={answer} />
              <OtherFigures answer={answer} />
              <Completeness complete={answer.complete} missing={answer.missing} />
              {may("generate_report") ? <Downloads answer={answer} location={location} /> : null}
              <Details title={words.basis} texts={salesBasis(answer)} />
            </>
          )}
        </Answered>
      </Panel>
      <Panel title={words.trend} kind="wide">
        <Answered asked={asked}>
          {(answer) => <SalesGroups answer={answer} title={words.trend} />}
        </Answered>
      </Panel>
    </>
  );
}

function Groups({ title, args }: { readonly title: string; readonly args: Args }) {
  const asked = useTool<SalesAnswer>("get_sales_data", args);
  return (
    <Panel title={title}>
      <Answered asked={asked}>
        {(answer) => <SalesGroups answer={answer} title={title} />}
      </Answered>
    </Panel>
  );
}

function Analysed({ range, location }: {
  readonly range: string;
  readonly location: Readonly<Record<string, string>>;
}) {
  const { words } = useSession();
  const asked = useTool<AnalyticsAnswer>("get_analytics", {
    date_range: range,
    sections: ["drivers", "menu", "time"],
    ...location,
  });
  const section = (name: string) =>
    asked.answer?.sections.find((section) => section.section === name);
  const [drivers, menu, time] = ["drivers", "menu", "time"].map(section);
  return (
    <>
      <Panel title={words.drivers} kind="wide">
        <Answered asked={asked}>
          {(answer) => (
            <>
              <Findings texts={drivers?.findings ?? []} />
              {drivers?.tables.map((table) => <PlainTable key={table.title} table={table} />)}
              <Details title={words.basis} texts={[answer.basis, ...(drivers?.notes ?? [])]} />
            </>
          )}
        </Answered>
      </Panel>
      <Panel title={<Term text={words.rush} means={words.rushIs} />} kind="wide">
        <Answered asked={asked}>
          {() => time === undefined ? null : <Rush section={time} />}
        </Answered>
      </Panel>
      <Panel title={words.engineering} kind="wide">
        <Answered asked={asked}>
          {({ currency }) =>
            menu === undefined ? null : (
              <>
                <MenuEngineering section={menu} currency={currency} />
                <Details title={words.basis} texts={menu.notes} />
              </>
            )}
        </Answered>
      </Panel>
    </>
  );
}
