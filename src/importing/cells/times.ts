/** A time on the clock, and how far that clock is from UTC if the text says so. */
export interface ClockTime {
  /** 0 to 24; 24:00 is the end of the day. */
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  /** Minutes east of UTC. */
  readonly offset?: number;
}

const TIME =
  /^(\d{1,2})\s?[:.h時시点]\s?(\d{2})(?:\s?[:.m分분]\s?(\d{2})(?:[.,]\d{1,9})?)?\s?[s秒초分분]?$/;
const WHOLE_HOUR = /^(\d{1,2})(?:\s?[h時시点]|(?=$))()()$/;
const COMPACT = /^(\d{2})(\d{2})(\d{2})$/;
/** A part of a day, as spreadsheets store times. */
const FRACTION = /^0[.,](\d{1,12})$/;
const BEFORE_NOON = /^(a\.?\s?m\.?|上午|午前|오전|凌晨|早上|πμ|π\.μ\.|ص)$/i;
const AFTER_NOON = /^(p\.?\s?m\.?|下午|午後|오후|晚上|μμ|μ\.μ\.|م)$/i;
const HALF =
  /^(?<before>上午|午前|오전|凌晨|早上|下午|午後|오후|晚上)?\s*(?<time>.*?)\s*(?<after>[ap]\.?\s?m\.?|πμ|μμ|π\.μ\.|μ\.μ\.|ص|م)?$/i;
const ZONE = /\s*(z|utc|gmt|(?:utc|gmt)?[+-]\d{1,2}(?::?\d{2})?|[a-z]{2,5}t)$/i;

/** Minutes from UTC of clocks that go by an abbreviation. */
const ABBREVIATIONS: Readonly<Record<string, number>> = {
  ...{ EST: -300, EDT: -240, CST: -360, CDT: -300, MST: -420, MDT: -360, PST: -480, PDT: -420 },
  ...{ AKST: -540, AKDT: -480, HST: -600, AST: -240, ADT: -180, NST: -210, NDT: -150 },
  ...{ GMT: 0, UTC: 0, WET: 0, WEST: 60, BST: 60, IST: 330, CET: 60, CEST: 120, EET: 120 },
  ...{ EEST: 180, MSK: 180, JST: 540, KST: 540, SGT: 480, HKT: 480, PHT: 480, ICT: 420 },
  ...{ AEST: 600, AEDT: 660, ACST: 570, ACDT: 630, AWST: 480, NZST: 720, NZDT: 780 },
  ...{ BRT: -180, ART: -180, CLT: -240, CLST: -180, PET: -300, COT: -300, SAST: 120, GST: 240 },
};

/** The abbreviation of a time zone that a text ends with: `02:44 AM EST`. */
export function zoneAbbreviation(text: string): string | undefined {
  const zone = /\s([A-Z]{3,4})$/.exec(text)?.[1];
  return zone !== undefined && zone in ABBREVIATIONS ? zone : undefined;
}

/**
 * Reads a time of day: `17:18`, `17:18:05`, `5:18 PM`, `8:15 p. m.`, `下午8:15`, `20h15`, `123000`,
 * `0.75`, `17:18-05:00`, `02:44 AM EST`.
 *
 * @return undefined if the text is none.
 */
export function readTime(text: string): ClockTime | undefined {
  const compact = text.replaceAll(/[\s\u00a0\u202f]+/g, " ").trim();
  const { zone, clock } = splitZone(compact);
  const { before, time = "", after } = HALF.exec(clock)?.groups ?? {};
  const half = before ?? after;
  const parts = partsOf(time, half !== undefined);
  if (parts === undefined) return undefined;
  const [hours, minute, second] = parts;
  const hour = half === undefined ? hours : fullHour(hours, half);
  if (hour === undefined || minute > 59 || second > 59) return undefined;
  if (hour > 23 && !(hour === 24 && minute === 0 && second === 0)) return undefined;
  return { hour, minute, second, ...(zone !== undefined && { offset: zone }) };
}

function splitZone(text: string): { readonly clock: string; readonly zone?: number } {
  const found = ZONE.exec(text);
  const label = found?.[1]?.toUpperCase();
  const zone = label === undefined ? undefined : ABBREVIATIONS[label] ?? offsetMinutes(label);
  if (found === null || zone === undefined) return { clock: text };
  return { clock: text.slice(0, found.index), zone };
}

function partsOf(text: string, isHalf: boolean): readonly [number, number, number] | undefined {
  const fraction = FRACTION.exec(text)?.[1];
  if (fraction !== undefined) {
    const seconds = Math.round(Number(`0.${fraction}`) * 86_400);
    return [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  }
  const found = TIME.exec(text) ?? COMPACT.exec(text) ??
    (isHalf || /\D$/.test(text) ? WHOLE_HOUR.exec(text) : null);
  return found === null
    ? undefined
    : [Number(found[1]), Number(found[2] || 0), Number(found[3] || 0)];
}

/** 12 AM is midnight, 12 PM is noon; 0 PM and 13 PM are nothing. */
function fullHour(hour: number, half: string): number | undefined {
  if (hour < 1 || hour > 12) return undefined;
  if (BEFORE_NOON.test(half)) return hour % 12;
  return AFTER_NOON.test(half) ? hour % 12 + 12 : undefined;
}

function offsetMinutes(zone: string): number | undefined {
  if (zone === "Z") return 0;
  const [, sign, hours, minutes] = /^(?:UTC|GMT)?([+-])(\d{1,2}):?(\d{2})?$/.exec(zone) ?? [];
  if (sign === undefined) return undefined;
  return (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes ?? 0));
}
