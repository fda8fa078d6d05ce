import type { Part } from "../session/part.ts";
import type { SalesAnswer } from "../../../restaurant/sales/sales_answer.ts";
import { Change, Figure } from "../parts/figure.tsx";
import { useSession } from "../session/session.ts";
import { filled, type Words } from "../words/words.ts";

/** Figures besides the four main ones, in the order of a till report. */
const OTHERS = [
  ["gross_sales", "gross", "grossIs"],
  ["discounts", "discounts", "discountsIs"],
  ["refunds", "refunds", "refundsIs"],
  ["service_charges", "service", "serviceIs"],
  ["tax", "tax", "taxIs"],
  ["tips", "tips", "tipsIs"],
  ["gratuities", "gratuities", "gratuitiesIs"],
  ["gift_card_sales", "giftCards", "giftCardsIs"],
  ["voids", "voids", "voidsIs"],
] as const satisfies readonly (readonly [keyof SalesAnswer, keyof Words, keyof Words])[];

/** Net sales, orders, guests and average check, each with its change. */
export function MainFigures({ answer }: { readonly answer: SalesAnswer }): Part {
  const { words, format } = useSession();
  const { currency, comparison, guests } = answer;
  const change = (percent: number | null | undefined) =>
    percent === undefined || percent === null
      ? null
      : <Change percent={percent} text={format.change(percent)} />;
  return (
    <dl class="figures mains">
      <Figure
        isMain
        name={words.net}
        means={words.netIs}
        value={format.money(answer.total_sales, currency)}
        change={change(comparison?.total_sales_change_percent)}
        note={<ComparedWith answer={answer} />}
      />
      <Figure
        name={words.orders}
        means={words.ordersIs}
        value={format.number(answer.transactions)}
        change={change(comparison?.transactions_change_percent)}
      />
      <Figure
        name={words.guests}
        means={words.guestsIs}
        value={format.number(guests)}
        note={guests === null ? null : answer.basis.guests_counted_on}
      />
      <Figure
        name={words.check}
        means={words.checkIs}
        value={format.money(answer.average_check, currency)}
        change={change(comparison?.average_check_change_percent)}
      />
    </dl>
  );
}

/** The period that changes are about. */
function ComparedWith({ answer: { comparison, complete } }: { readonly answer: SalesAnswer }) {
  const { words, format } = useSession();
  if (comparison === undefined) return null;
  const { date, end_date } = comparison;
  if (date === end_date) {
    return (
      <>{complete ? format.longDate(date) : filled(words.sameHours, { date: format.date(date) })}</>
    );
  }
  return <>{filled(words.before, { date: format.date(date), end: format.date(end_date) })}</>;
}

/** What net sales are made of, and what is not in them. */
export function OtherFigures({ answer }: { readonly answer: SalesAnswer }): Part {
  const { words, format } = useSession();
  return (
    <dl class="figures others">
      {OTHERS.map(([key, name, means]) => (
        <Figure
          name={words[name]}
          means={words[means]}
          value={format.money(answer[key], answer.currency)}
        />
      ))}
    </dl>
  );
}

/** What the figures rest on, as the server says it. */
export function salesBasis({ basis, notes }: SalesAnswer): string[] {
  const { total_sales, transactions, refunds, business_day, per_day, dayparts, as_of } = basis;
  return [...notes, total_sales, transactions, refunds, business_day, per_day, dayparts, as_of]
    .filter((text) => text !== undefined);
}
