import type { Part } from "../session/part.ts";
import type { InventoryAnswer } from "../../../restaurant/inventory/inventory_answer.ts";
import type { SearchAnswer } from "../../../restaurant/feedback/search/search_answer.ts";
import type { SalesAnswer } from "../../../restaurant/sales/sales_answer.ts";
import { Alerts } from "../answers/feedback.tsx";
import { LiveOrders, type LiveOrdersAnswer } from "../answers/live_orders.tsx";
import { MainFigures, OtherFigures, salesBasis } from "../answers/sales_figures.tsx";
import { StockList } from "../answers/stock.tsx";
import type { Pulses } from "../connection/pulses.ts";
import { Answered, Completeness, Details, More, Panel } from "../parts/panel.tsx";
import { Term } from "../parts/figure.tsx";
import { type Place, useSession } from "../session/session.ts";
import { useAnswer, useTool } from "../session/use_answer.ts";
import { filled } from "../words/words.ts";
import { Hours } from "./hours.tsx";
import { MenuOut } from "./menu_out.tsx";
import { Pace } from "./pace.tsx";
import { Places } from "./places.tsx";
import { todayQuestion } from "./today_question.ts";
import { usualDay } from "./usual_day.ts";

/** What happens now. */
export function Today({ place, choose, pulses }: {
  /** The one location that is looked at; undefined for all. */
  readonly place: Place | undefined;
  readonly choose: (location: string) => void;
  readonly pulses: Pulses;
}): Part {
  const session = useSession();
  const { may, places } = session;
  const location = place === undefined ? {} : { location: place.id };
  return (
    <div class="today">
      {may("get_sales_data") ? <Sales place={place} pulse={pulses.sales} /> : null}
      {may("get_live_orders") ? <Orders location={location} pulse={pulses.orders} /> : null}
      {may("get_sales_data") && place === undefined && places.length > 1
        ? <Places pulse={pulses.sales} choose={choose} />
        : null}
      {may("get_menu") ? <MenuOut location={location} pulse={pulses.menu} /> : null}
      {may("get_inventory") ? <RunsOut location={location} pulse={pulses.slow} /> : null}
      {may("search_feedback") ? <FeedbackAlerts location={location} pulse={pulses.slow} /> : null}
    </div>
  );
}

function Sales({ place, pulse }: { readonly place: Place | undefined; readonly pulse: number }) {
  const { words, server, places } = useSession();
  const chosen = places.length > 1 ? place?.id : undefined;
  const asked = useTool<SalesAnswer>("get_sales_data", todayQuestion(chosen), pulse);
  const shown = place === undefined ? places : [place];
  const dates = [...new Set(shown.map(({ business_date }) => business_date))];
  // Locations that are not on the same business day yet have no usual day together.
  const [date, ...others] = dates;
  const usual = useAnswer(
    `usual ${date} ${place?.id ?? ""}`,
    date === undefined || others.length > 0 ? undefined : () => usualDay(server, date, place?.id),
  );
  return (
    <>
      <Panel title={words.today} kind="hero wide">
        <Answered asked={asked}>
          {(answer) => (
            <>
              <MainFigures answer={answer} />
              {date === undefined || others.length > 0
                ? null
                : <Pace answer={answer} locations={shown.map(({ id }) => id)} date={date} />}
              <Completeness complete={answer.complete} missing={answer.missing} />
            </>
          )}
        </Answered>
      </Panel>
      <Hours answer={asked.answer} usual={usual.answer} />
      <Panel title={words.others} kind="wide">
        <Answered asked={asked}>
          {(answer) => (
            <>
              <OtherFigures answer={answer} />
              <Details title={words.basis} texts={salesBasis(answer)} />
            </>
          )}
        </Answered>
      </Panel>
    </>
  );
}

interface PartProps {
  readonly location: Readonly<Record<string, string>>;
  readonly pulse: number;
}

const MOST_ORDERS = 100;

function Orders({ location, pulse }: PartProps) {
  const { words, format } = useSession();
  const asked = useTool<LiveOrdersAnswer>(
    "get_live_orders",
    { limit: MOST_ORDERS, ...location },
    pulse,
  );
  const { open_count, late_count } = asked.answer ?? {};
  const counts = { open: format.number(open_count ?? 0), late: format.number(late_count ?? 0) };
  return (
    <Panel
      title={words.openOrders}
      kind="side"
      note={open_count === undefined ? null : (
        <span class="note">
          <Term text={filled(words.openAndLate, counts)} means={asked.answer?.basis ?? ""} />
        </span>
      )}
    >
      <Answered asked={asked}>
        {(answer) => (
          <>
            <LiveOrders answer={answer} again={asked.again} />
            <Details title={words.basis} texts={[answer.basis]} />
          </>
        )}
      </Answered>
    </Panel>
  );
}

const MOST_ITEMS = 8;

function RunsOut({ location, pulse }: PartProps) {
  const { words } = useSession();
  const asked = useTool<InventoryAnswer>(
    "get_inventory",
    { filter: "low", limit: MOST_ITEMS, ...location },
    pulse,
  );
  return (
    <Panel title={words.runsOut}>
      <Answered asked={asked}>
        {(answer) => {
          const urgent = answer.items.filter(({ state }) =>
            state === "out" || state === "runs_out"
          );
          const matching = answer.suppliers.reduce((sum, { run_out }) => sum + run_out, 0);
          return (
            <>
              <StockList answer={{ ...answer, items: urgent, matching }} />
              <Details
                title={words.basis}
                texts={[answer.basis.states, answer.basis.usage_per_day]}
              />
            </>
          );
        }}
      </Answered>
    </Panel>
  );
}

const MOST_ALERTS = 4;

function FeedbackAlerts({ location, pulse }: PartProps) {
  const { words } = useSession();
  const asked = useTool<SearchAnswer>(
    "search_feedback",
    { date_range: "last_7_days", limit: 1, ...location },
    pulse,
  );
  return (
    <Panel title={words.alerts}>
      <Answered asked={asked}>
        {({ alerts }) => (
          <>
            <Alerts alerts={alerts.slice(0, MOST_ALERTS)} />
            <More count={alerts.length - MOST_ALERTS} />
          </>
        )}
      </Answered>
    </Panel>
  );
}
