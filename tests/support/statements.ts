import { type SQLInputValue, StatementSync } from "node:sqlite";
// @deno-types="@types/pg"
import pg from "pg";

/** A statement as SQLite ran it. */
export interface RunStatement {
  readonly text: string;
  readonly values: readonly SQLInputValue[];
}

/** Every statement that this process sends to any database, until it is disposed. */
export interface SeenStatements extends Disposable {
  readonly texts: readonly string[];
  /** Those of SQLite, with their values. */
  readonly runs: readonly RunStatement[];
}

/** What a pool asks on its own, and what follows a commit: no part of what is looked at. */
const ASIDE = /^(?:select pg_is_in_recovery\(\)|notify )/;

/** Notes the statements of both drivers as they are run. */
export function seeStatements(): SeenStatements {
  const texts: string[] = [];
  const runs: RunStatement[] = [];
  const { run, all } = StatementSync.prototype;
  const { query } = pg.Client.prototype;
  function note(text: string, values: readonly unknown[]): void {
    texts.push(text);
    runs.push({ text, values: values as RunStatement["values"] });
  }
  StatementSync.prototype.run = function (...values) {
    note(this.sourceSQL, values);
    return Reflect.apply(run, this, values);
  };
  StatementSync.prototype.all = function (...values) {
    note(this.sourceSQL, values);
    return Reflect.apply(all, this, values);
  };
  pg.Client.prototype.query = function (this: pg.Client, ...args: unknown[]) {
    const text = textOf(args);
    if (!ASIDE.test(text)) texts.push(text);
    return Reflect.apply(query, this, args);
  } as typeof query;
  return {
    texts,
    runs,
    [Symbol.dispose]() {
      StatementSync.prototype.run = run;
      StatementSync.prototype.all = all;
      pg.Client.prototype.query = query;
    },
  };
}

function textOf([first]: readonly unknown[]): string {
  return typeof first === "string" ? first : (first as { text: string }).text;
}

/** How often this process waited for a PostgreSQL server, until it is disposed. */
export interface RoundTrips extends Disposable {
  readonly count: number;
  /** The statements, those of one round trip in one line. */
  readonly texts: readonly string[];
}

/** Counts as one round trip what is sent before any answer to it has come. */
export function countRoundTrips(): RoundTrips {
  const trips: string[][] = [];
  let isAnswered = true;
  const { query } = pg.Client.prototype;
  pg.Client.prototype.query = function (this: pg.Client, ...args: unknown[]) {
    const text = textOf(args);
    if (ASIDE.test(text)) return Reflect.apply(query, this, args);
    if (isAnswered) trips.push([]);
    isAnswered = false;
    trips.at(-1)?.push(text);
    const answer = Reflect.apply(query, this, args);
    const noteAnswer = () => isAnswered = true;
    answer.then(noteAnswer, noteAnswer);
    return answer;
  } as typeof query;
  return {
    get count() {
      return trips.length;
    },
    get texts() {
      return trips.map((texts) => texts.map((text) => text.slice(0, 40)).join(" | "));
    },
    [Symbol.dispose]() {
      pg.Client.prototype.query = query;
    },
  };
}
