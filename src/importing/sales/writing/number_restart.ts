/** Finds out whether order numbers begin again with a new day of the calendar. */
export interface NumberRestart {
  /**
   * Sees a row, in the order of the file.
   *
   * @param number The order's number as it is written.
   * @param day The calendar date of the row.
   * @return Whether the number was given out anew on this day.
   */
  isAnew(number: string, day: string): boolean;
}

/** Numbers are given out one after the other; a few may be missing. */
const MOST_MISSING = 3;

/** The numbers of one day of the calendar. */
interface Numbers {
  readonly day: string;
  readonly restarted: boolean;
  lowest: number;
  highest: number;
  last: number;
  /** How many were higher than all before. */
  risen: number;
}

/** A finder for one location that has seen no row. */
export function numberRestart(): NumberRestart {
  let today: Numbers | undefined;
  return {
    isAnew(text, day) {
      if (!/^\d{1,6}$/.test(text)) return false;
      const number = Number(text);
      if (today === undefined || day !== today.day) {
        const restarted = today !== undefined && day > today.day && drops(today, number);
        today = { day, restarted, lowest: number, highest: number, last: number, risen: 0 };
        return restarted;
      }
      const isNext = number <= today.highest + MOST_MISSING;
      today.last = number;
      today.lowest = Math.min(today.lowest, number);
      if (isNext && number > today.highest) {
        today.highest = number;
        today.risen += 1;
      }
      return today.restarted && isNext;
    },
  };
}

/** After so many numbers the lowest is the first of its day, not an open check of the evening. */
const ENOUGH = 3;

/** An open check of the evening has a number near the last one; a new day begins far below. */
function drops({ lowest, last, risen }: Numbers, number: number): boolean {
  return number < last && (risen >= ENOUGH && number <= lowest || number <= last / 2);
}
