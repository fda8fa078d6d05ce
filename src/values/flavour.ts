declare const meaning: unique symbol;

/**
 * A value that says what it means. Plain values are taken, so literals and sums need no cast, but
 * one meaning is never taken for another: a quantity passed as money does not compile.
 */
export type Flavour<Value, Meaning extends string> = Value & { readonly [meaning]?: Meaning };
