/*
 * Made-up restaurants for the backtest of forecasts: each seed gives one series of orders a day with
 * one trait, so that a method can be chosen on some seeds and judged on others.
 */
import type { History } from "../src/restaurant/forecast/history.ts";
import { holidayKinds } from "../src/restaurant/forecast/holidays/holidays.ts";
import { dayNumber, weekdayOf } from "../src/values/day_number.ts";

/** What sets a made restaurant apart. */
export const TRAITS = [
  "steady",
  "growth",
  "season",
  "strong season",
  "closed days",
  "holidays",
  "promotions",
  "level shifts",
  "drift",
  "amounts",
  "few",
] as const;

/** One of `TRAITS`. */
export type Trait = typeof TRAITS[number];

const FIRST = dayNumber("2022-01-03");
const YEAR = 365.25;
const isHoliday = holidayKinds("US");

/** The series of a seed, with the trait that it has. */
export function madeSeries(seed: number, days: number): { trait: Trait; history: History } {
  const trait = TRAITS[seed % TRAITS.length] ?? "steady";
  const random = uniform(seed);
  const between = (low: number, high: number) => low + (high - low) * random();
  const first = FIRST + Math.floor(between(0, 364));
  const size = trait === "few" ? between(0.3, 3) : 8 * 40 ** random();
  const week = weekPattern(between(0.05, 0.6), random);
  const noise = between(0.03, 0.2);
  const ticket = between(1500, 6000);
  const level = levelOf(trait, days, random);
  const rest = trait === "closed days" ? Math.floor(between(0, 7)) : -1;
  const onHoliday = between(0.5, 1.9);
  const promotion = between(1.4, 2.5);
  const values = Array.from({ length: days }, (_, i) => {
    const day = first + i;
    const weekday = weekdayOf(day);
    if (weekday === rest || trait === "closed days" && random() < 0.02) return null;
    let mean = size * (week[weekday] ?? 1) * (level[i] ?? 1);
    if (trait === "holidays" && isHoliday(day).isHoliday) mean *= onHoliday;
    if (trait === "promotions" && random() < 0.04) mean *= promotion;
    const count = poisson(mean * Math.exp(noise * normal(random) - noise ** 2 / 2), random);
    return trait === "amounts"
      ? count * ticket * (1 + 0.5 * normal(random) / Math.sqrt(count + 1))
      : count;
  });
  return { trait, history: { first, values } };
}

/** The level by day, 1 on average or at first, that a trait gives. */
function levelOf(trait: Trait, days: number, random: () => number): number[] {
  const between = (low: number, high: number) => low + (high - low) * random();
  const byDay = (value: (day: number) => number) =>
    Array.from({ length: days }, (_, i) => value(i));
  switch (trait) {
    case "growth": {
      const [gain, pace] = [between(-0.5, 1), between(30, 250)];
      return byDay((day) => 1 + gain * (1 - Math.exp(-day / pace)));
    }
    case "season":
    case "strong season": {
      const height = trait === "season" ? between(0.08, 0.25) : between(0.4, 0.9);
      const phase = between(0, 2 * Math.PI);
      return byDay((day) => Math.exp(height * Math.sin(2 * Math.PI * day / YEAR + phase)));
    }
    case "level shifts": {
      let level = 1;
      return byDay(() => level = random() < 1 / 120 ? level * between(0.65, 1.5) : level);
    }
    case "drift": {
      const step = between(0.005, 0.03);
      let log = 0;
      return byDay(() => Math.exp(log = 0.995 * log + step * normal(random)));
    }
    default:
      return byDay(() => 1);
  }
}

/** Factors by weekday, 1 on average. */
function weekPattern(strength: number, random: () => number): number[] {
  const factors = Array.from(
    { length: 7 },
    (_, weekday) =>
      Math.exp(strength * (0.7 * normal(random) + (weekday === 4 || weekday === 5 ? 1 : 0))),
  );
  const mean = factors.reduce((sum, factor) => sum + factor, 0) / 7;
  return factors.map((factor) => factor / mean);
}

/** Numbers from 0 to 1 of a seed (mulberry32). */
function uniform(seed: number): () => number {
  let state = seed * 0x9e3779b1 | 0;
  return () => {
    state = state + 0x6d2b79f5 | 0;
    let mixed = Math.imul(state ^ state >>> 15, 1 | state);
    mixed = mixed + Math.imul(mixed ^ mixed >>> 7, 61 | mixed) ^ mixed;
    return ((mixed ^ mixed >>> 14) >>> 0) / 4_294_967_296;
  };
}

/** A standard normal number (Box-Muller). */
function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** A count with a mean: exact when small, the rounded normal when large. */
function poisson(mean: number, random: () => number): number {
  if (mean > 50) return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal(random)));
  const limit = Math.exp(-mean);
  let count = 0;
  for (let product = random(); product > limit; product *= random()) count++;
  return count;
}
