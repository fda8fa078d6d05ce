/** A figure rounded to one decimal: forecasts of single items and dayparts are no more exact. */
export function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}
