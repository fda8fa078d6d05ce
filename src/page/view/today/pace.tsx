import type { Part } from "../session/part.ts";
import { useEffect } from "hono/jsx/dom";
import type { ForecastAnswer } from "../../../restaurant/forecast/forecast_answer.ts";
import type { SalesAnswer } from "../../../restaurant/sales/sales_answer.ts";
import type { Server } from "../mcp/server.ts";
import { Term } from "../parts/figure.tsx";
import { useSession } from "../session/session.ts";
import { useAnswer } from "../session/use_answer.ts";
import { filled } from "../words/words.ts";

/** The expensive tool is shared with the models of the same caller: few locations are forecast. */
const MOST_LOCATIONS = 2;
/** A forecast of the whole day hardly changes while the day goes on. */
const KEPT_MS = 3_600_000;

/** The whole day as forecast. */
interface Expected {
  readonly net: number;
  /** Null for several locations together: their intervals do not add up. */
  readonly low: number | null;
  readonly high: number | null;
}

/** How far today's net sales are on the way to what the day is forecast to bring. */
export function Pace({ answer, locations, date }: {
  readonly answer: SalesAnswer;
  readonly locations: readonly string[];
  readonly date: string;
}): Part {
  const { words, format, server, may } = useSession();
  const isAsked = may("forecast_demand") && locations.length <= MOST_LOCATIONS;
  const key = `${date} ${locations.join(" ")}`;
  const { answer: expected } = useAnswer(
    `pace ${key}`,
    isAsked ? () => expectedNet(server, locations, date) : undefined,
  );
  useEffect(() => forgetOthers(date), [date]);
  if (expected === undefined || expected === null || expected.net <= 0) {
    return <div class="pace" aria-hidden="true" />;
  }
  const { net, low, high } = expected;
  const percent = Math.max(0, (answer.total_sales ?? 0) / net * 100);
  const money = (value: number) => format.money(value, answer.currency);
  return (
    <div class="pace">
      <p>
        <Term text={words.forecast} means={words.forecastIs} /> <strong>{money(net)}</strong>
        {low === null || high === null ? null : (
          <span class="note">
            {filled(words.between, { low: money(low), high: money(high) })}
          </span>
        )}
      </p>
      <progress
        max={100}
        value={Math.min(100, percent)}
        aria-label={filled(words.soFar, { percent: format.percent(percent) })}
      />
      <p class="note">{filled(words.soFar, { percent: format.percent(percent) })}</p>
    </div>
  );
}

/** Null if the history is too short for a forecast. */
async function expectedNet(
  server: Server,
  locations: readonly string[],
  date: string,
): Promise<Expected | null> {
  const days = await Promise.all(locations.map((location) => forecastOf(server, location, date)));
  const known = days.filter((day) => day !== null);
  const [only, ...others] = known;
  if (only === undefined || known.length < days.length) return null;
  if (others.length === 0) return only;
  const net = known.reduce((sum, day) => sum + day.net, 0);
  return { net, low: null, high: null };
}

const PREFIX = "forecast ";

/** One location's forecast, kept for the tab so that a reload does not cost another. */
async function forecastOf(
  server: Server,
  location: string,
  date: string,
): Promise<Expected | null> {
  const key = `${PREFIX}${date} ${location}`;
  const kept = JSON.parse(sessionStorage.getItem(key) ?? "null");
  if (kept !== null && isYoung(kept.at)) return kept.expected;
  const { days } = await server.call<ForecastAnswer>("forecast_demand", {
    horizon_days: 1,
    location,
  });
  const day = days.find((day) => day.date === date);
  const expected = day === undefined
    ? null
    : { net: day.net, low: day.net_low, high: day.net_high };
  sessionStorage.setItem(key, JSON.stringify({ at: Date.now(), expected }));
  return expected;
}

/** A reload starts the browser's steady clock anew: what the wall clock has in the future is old, too. */
function isYoung(at: number): boolean {
  const age = Date.now() - at;
  return age >= 0 && age < KEPT_MS;
}

function forgetOthers(date: string): void {
  for (const key of Object.keys(sessionStorage)) {
    if (key.startsWith(PREFIX) && !key.includes(date)) sessionStorage.removeItem(key);
  }
}
