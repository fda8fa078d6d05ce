import { SECTIONS } from "../../../restaurant/analytics/section.ts";
import type { Part } from "../session/part.ts";
import type { Child } from "hono/jsx/dom";
import type { AnalyticsAnswer } from "../../../restaurant/analytics/answer/analytics_answer.ts";
import type { SearchAnswer } from "../../../restaurant/feedback/search/search_answer.ts";
import type { ForecastAnswer } from "../../../restaurant/forecast/forecast_answer.ts";
import type { InventoryAnswer } from "../../../restaurant/inventory/inventory_answer.ts";
import { Analytics } from "../answers/analytics.tsx";
import { Feedback } from "../answers/feedback.tsx";
import { Forecast } from "../answers/forecast.tsx";
import { LiveOrders, type LiveOrdersAnswer } from "../answers/live_orders.tsx";
import { StockTable } from "../answers/stock.tsx";
import type { Args } from "../mcp/server.ts";
import { Choice, Completeness, Details } from "../parts/panel.tsx";
import { useSession } from "../session/session.ts";
import { filled, type Words } from "../words/words.ts";
import { SalesInChat } from "./sales_in_chat.tsx";
import type { DrawnProps } from "./shown.ts";

/** The answer of a tool, with what leads on from it. */
export function Drawn({ shown, ask, isBusy }: DrawnProps): Part {
  const { words } = useSession();
  const { tool, args } = shown;
  const props = { shown, ask, isBusy };
  return (
    <>
      <div class="bar">
        <Subject shown={shown} />
        <button type="button" disabled={isBusy} onClick={() => ask(tool, args)}>
          {words.refresh}
        </button>
      </div>
      {drawingOf(props)}
    </>
  );
}

function drawingOf(props: DrawnProps): Child {
  const { shown: { tool, answer } } = props;
  switch (tool) {
    case "get_sales_data":
      return <SalesInChat {...props} />;
    case "get_analytics":
      return <AnalyticsInChat {...props} answer={answer as AnalyticsAnswer} />;
    case "get_live_orders":
      return <OrdersInChat {...props} answer={answer as LiveOrdersAnswer} />;
    case "get_inventory":
      return <StockInChat {...props} answer={answer as InventoryAnswer} />;
    case "forecast_demand":
      return <Forecast answer={answer as ForecastAnswer} />;
    case "search_feedback":
      return <FeedbackInChat {...props} answer={answer as SearchAnswer} />;
    default:
      return null;
  }
}

/** What the answer is about: location and days. */
function Subject({ shown: { tool, answer } }: Pick<DrawnProps, "shown">) {
  const { words, format } = useSession();
  const { date, end_date, location, period, open_count, late_count } = Object(answer);
  const [first, last] = [date ?? period?.date, end_date ?? period?.end_date];
  const days = first === undefined
    ? ""
    : first === last
    ? format.longDate(first)
    : filled(words.before, { date: format.date(first), end: format.date(last) });
  const counts = tool === "get_live_orders"
    ? filled(words.openAndLate, { open: open_count, late: late_count })
    : "";
  const place = location === "all" ? words.all : location ?? "";
  return (
    <h1>
      <bdi>{place}</bdi> <small>{days}{counts}</small>
    </h1>
  );
}

function AnalyticsInChat({ shown: { args }, ask, answer }: DrawnProps & {
  readonly answer: AnalyticsAnswer;
}) {
  const { words } = useSession();
  const [first, ...others] = answer.sections;
  const chosen = others.length === 0 ? first?.section ?? "" : "";
  return (
    <>
      <Choice
        label={words.section}
        options={SECTIONS.map((section) => [section, section])}
        chosen={chosen}
        choose={(section) =>
          ask("get_analytics", { ...periodOf(args, answer), sections: [section] })}
      />
      <Analytics answer={answer} />
      <Completeness complete={answer.complete} missing={answer.notes} />
      <Details title={words.basis} texts={[answer.basis]} />
    </>
  );
}

/** The period of a call, also if the host did not say with which arguments it was made. */
function periodOf(args: Args, { date, end_date, location }: AnalyticsAnswer): Args {
  return { date_range: `${date}..${end_date}`, location, ...args };
}

function OrdersInChat({ shown: { args }, ask, answer }: DrawnProps & {
  readonly answer: LiveOrdersAnswer;
}) {
  const { words } = useSession();
  return (
    <>
      <Choice
        label={words.openOrders}
        options={[["all", words.all_], ["late", words.late]]}
        chosen={args["late_only"] === true ? "late" : "all"}
        choose={(which) => ask("get_live_orders", { ...args, late_only: which === "late" })}
      />
      <LiveOrders answer={answer} again={() => void ask("get_live_orders", args)} />
      <Details title={words.basis} texts={[answer.basis]} />
    </>
  );
}

const FILTERS = [["out", "outOfStock"], ["low", "low"], ["below_par", "belowPar"], [
  "all",
  "all_",
]] as const satisfies readonly (readonly [InventoryAnswer["filter"], keyof Words])[];

function StockInChat({ shown: { args }, ask, answer }: DrawnProps & {
  readonly answer: InventoryAnswer;
}) {
  const { words } = useSession();
  const { notes, basis } = answer;
  return (
    <>
      <Choice
        label={words.onHand}
        options={FILTERS.map(([filter, word]) => [filter, words[word]])}
        chosen={answer.filter}
        choose={(filter) => ask("get_inventory", { ...args, filter })}
      />
      <StockTable answer={answer} />
      <Details
        title={words.basis}
        texts={[...notes, basis.states, basis.on_hand, basis.usage_per_day, basis.order]}
      />
    </>
  );
}

function FeedbackInChat({ shown: { args }, ask, answer }: DrawnProps & {
  readonly answer: SearchAnswer;
}) {
  const { words } = useSession();
  const { sentiment = "all", ...others } = args;
  return (
    <>
      <Choice
        label={words.feedback}
        options={(["all", "positive", "negative", "mixed", "neutral"] as const)
          .map((mood) => [mood, mood === "all" ? words.all_ : words[mood]])}
        chosen={String(sentiment)}
        choose={(mood) =>
          ask("search_feedback", { ...others, ...(mood !== "all" && { sentiment: mood }) })}
      />
      <Feedback answer={answer} />
      <Details title={words.notes} texts={answer.notes} />
    </>
  );
}
