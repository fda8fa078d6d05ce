/**
 * An exact fraction; the denominator is positive. Quantities and costs are kept as fractions until
 * the end, so that a sum of parts is rounded once and not part by part.
 */
export interface Fraction {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/** Nothing. */
export const ZERO: Fraction = { numerator: 0n, denominator: 1n };

/** The product of some integers divided by the product of others, none of which may be zero. */
export function fraction(over: readonly number[], under: readonly number[] = []): Fraction {
  const [numerator, denominator] = [product(over), product(under)];
  return reduced(
    denominator < 0n ? -numerator : numerator,
    denominator < 0n ? -denominator : denominator,
  );
}

/** The sum of two fractions. */
export function plus(a: Fraction, b: Fraction): Fraction {
  return reduced(
    a.numerator * b.denominator + b.numerator * a.denominator,
    a.denominator * b.denominator,
  );
}

/** The product of two fractions. */
export function times(a: Fraction, b: Fraction): Fraction {
  return reduced(a.numerator * b.numerator, a.denominator * b.denominator);
}

/** The nearest integer; a half is rounded away from zero. */
export function rounded({ numerator, denominator }: Fraction): number {
  const size = (2n * (numerator < 0n ? -numerator : numerator) + denominator) / (2n * denominator);
  return Number(numerator < 0n ? -size : size);
}

/** The smallest integer that is not less. */
export function ceiling({ numerator, denominator }: Fraction): number {
  const whole = numerator / denominator;
  return Number(numerator > 0n && whole * denominator !== numerator ? whole + 1n : whole);
}

function product(factors: readonly number[]): bigint {
  return factors.reduce((result, factor) => result * BigInt(factor), 1n);
}

function reduced(numerator: bigint, denominator: bigint): Fraction {
  const divisor = commonDivisor(numerator < 0n ? -numerator : numerator, denominator);
  return { numerator: numerator / divisor, denominator: denominator / divisor };
}

function commonDivisor(a: bigint, b: bigint): bigint {
  return b === 0n ? a : commonDivisor(b, a % b);
}
