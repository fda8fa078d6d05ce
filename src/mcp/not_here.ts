/** Something that people look for in a restaurant's system and that this server does not have. */
interface Absent {
  /** Words by which it is asked for, in the singular. */
  readonly words: readonly string[];
  readonly says: string;
  /** What comes near: told only to callers who may use that tool. */
  readonly instead?: { readonly tool: string; readonly says: string };
}

/** In agreement with the instructions; a more special subject comes before a more general one. */
const ABSENT: readonly Absent[] = [
  {
    words: ["reservation", "reserve", "booking", "waitlist", "waitinglist", "seating"],
    says: "Reservations and waiting lists are not kept here.",
  },
  {
    words: ["payroll", "wage", "salary", "payslip"],
    says: "Payroll is not kept here.",
    instead: {
      tool: "get_analytics",
      says: "get_analytics, section labour, has imported hours and their cost.",
    },
  },
  {
    words: ["schedule", "roster", "rota", "shift", "employee", "staff", "timeclock"],
    says: "Staff schedules are not kept here.",
    instead: {
      tool: "get_analytics",
      says: "get_analytics, section labour, has imported hours and their cost.",
    },
  },
  {
    words: ["refund", "chargeback"],
    says: "Nothing here refunds: that is done at the point of sale.",
    instead: {
      tool: "search_orders",
      says: "search_orders with `has: refund` finds refunds that were made.",
    },
  },
  {
    words: ["charge", "capture", "pay", "payout", "settle", "settlement", "deposit", "transfer"],
    says: "Nothing here takes or moves money; bank and card settlement are not kept here.",
    instead: {
      tool: "get_sales_data",
      says: "get_sales_data by payment_method has payments as taken.",
    },
  },
  {
    words: ["bank", "accounting", "ledger", "journal", "invoice", "tax_return"],
    says: "Bank accounts, invoices and the books are not kept here.",
    instead: { tool: "get_sales_data", says: "get_sales_data has the figures for the books." },
  },
  {
    words: ["send", "email", "mail", "sms", "message", "notify", "whatsapp", "slack", "post"],
    says: "Nothing is sent from here: give the person the text or the link.",
    instead: { tool: "reply_to_feedback", says: "reply_to_feedback keeps a reply." },
  },
  {
    words: ["delete", "remove", "drop", "erase"],
    says: "Nothing is deleted here.",
    instead: {
      tool: "set_item_availability",
      says: "set_item_availability takes an item off sale; undo_change takes a change back.",
    },
  },
  {
    words: ["sql", "execute", "query", "database"],
    says: "There is no tool that runs SQL; restaurant://config/database_schema describes the data.",
  },
  {
    words: ["web", "internet", "browse", "website", "weather", "news", "competitor"],
    says: "The web is not read here.",
  },
  {
    words: ["loyalty", "membership", "crm", "coupon", "campaign", "marketing"],
    says: "Loyalty programmes and guests' profiles are not kept here.",
  },
];

/**
 * Says that something is not here, if a name asks for it: `create_reservation`, `sendEmail`.
 *
 * @param tools Names of the tools that the caller may use; without them nothing is offered instead.
 */
export function notHere(name: string, tools?: ReadonlySet<string>): string | undefined {
  const words = new Set(wordsOf(name));
  const found = ABSENT.find(({ words: some }) => some.some((word) => words.has(word)));
  if (found === undefined) return undefined;
  const { says, instead } = found;
  return instead !== undefined && tools?.has(instead.tool) === true
    ? `${says} ${instead.says}`
    : says;
}

/** Words in a name, also without the end of a plural. */
function wordsOf(name: string): string[] {
  const words = name.slice(0, LONGEST).replaceAll(/(\p{Ll})(\p{Lu})/gu, "$1 $2").toLowerCase()
    .split(/[^\p{L}]+/u).filter((word) => word !== "");
  return words.flatMap((word) => [word, word.replace(/s$/, ""), word.replace(/ies$/, "y")]);
}

const LONGEST = 80;
