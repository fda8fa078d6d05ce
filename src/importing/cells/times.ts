/** A time on the clock, and how far that clock is from UTC where the text says so. */
export interface ClockTime {
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  /** Minutes east of UTC. */
  readonly offset?: number;
}

const TIME =
  /^(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:[.,]\d{1,9})?)?\s*([ap]\.?m\.?)?\s*(z|[+-]\d{2}:?\d{2})?$/i;
const WHOLE_HOUR = /^(\d{1,2})()()\s*([ap]\.?m\.?)()$/i;

/**
 * Reads a time of day: `17:18`, `17:18:05`, `5:18 PM`, `5 pm`, `17:18:05.123Z`, `17:18-05:00`.
 *
 * @return undefined where the text is none.
 */
export function readTime(text: string): ClockTime | undefined {
  const found = TIME.exec(text) ?? WHOLE_HOUR.exec(text);
  if (found === null) return undefined;
  const [, hours, minutes, seconds, half, zone] = found;
  const hour = half === undefined ? Number(hours) : fullHour(Number(hours), half);
  const [minute, second] = [Number(minutes || 0), Number(seconds || 0)];
  if (hour === undefined || hour > 23 || minute > 59 || second > 59) return undefined;
  return { hour, minute, second, ...(zone ? { offset: offsetMinutes(zone) } : {}) };
}

/** 12 AM is midnight, 12 PM is noon; 0 PM and 13 PM are nothing. */
function fullHour(hour: number, half: string): number | undefined {
  if (hour < 1 || hour > 12) return undefined;
  return hour % 12 + (/^p/i.test(half) ? 12 : 0);
}

function offsetMinutes(zone: string): number {
  const [, sign, hours, minutes] = /^([+-])(\d{2}):?(\d{2})$/.exec(zone) ?? [];
  return (sign === "-" ? -1 : 1) * (Number(hours ?? 0) * 60 + Number(minutes ?? 0));
}
