// deno-lint-ignore-file no-non-null-assertion -- a script of its own
/** Rows of features in compressed form: the features of row i are `ids[starts[i]…starts[i + 1]]`. */
export interface Rows {
  readonly starts: Int32Array;
  readonly ids: Int32Array;
  readonly features: number;
}

/** The input of a fit. */
export interface Target {
  readonly positive: Uint8Array;
  /** How much each row counts; 0 leaves it out. */
  readonly weight: Float64Array;
}

export interface FitOptions {
  /** Strength of the data against the penalty on weights. */
  readonly strength: number;
  /** Added to counts before naive Bayes ratios are taken. */
  readonly smoothing: number;
  /** How much positive rows count against negative ones. */
  readonly balance: number;
}

/** One output of a linear model. */
export interface Fit {
  readonly weights: Float64Array;
  readonly bias: number;
}

/**
 * Logistic regression over features scaled by their naive Bayes log-count ratios (Wang and Manning,
 * 2012), with a quadratic penalty. Deterministic.
 */
export function fitLogistic(rows: Rows, target: Target, options: FitOptions): Fit {
  const weight = target.weight.map((value, row) =>
    target.positive[row] ? value * options.balance : value
  );
  const ratios = bayesRatios(rows, { ...target, weight }, options.smoothing);
  const count = rows.features;
  const scaled = new Float64Array(count);
  const objective = (point: Float64Array, gradient: Float64Array): number => {
    gradient.fill(0);
    for (let id = 0; id < count; id++) scaled[id] = point[id]! * ratios[id]!;
    let loss = 0;
    const bias = point[count]!;
    for (let row = 0; row < weight.length; row++) {
      const importance = weight[row]! * options.strength;
      if (importance === 0) continue;
      const from = rows.starts[row]!, to = rows.starts[row + 1]!;
      let score = bias;
      for (let at = from; at < to; at++) score += scaled[rows.ids[at]!]!;
      const sign = target.positive[row] ? 1 : -1;
      const margin = sign * score;
      loss += importance *
        (margin > 0 ? Math.log1p(Math.exp(-margin)) : -margin + Math.log1p(Math.exp(margin)));
      const slope = -sign * importance / (1 + Math.exp(margin));
      for (let at = from; at < to; at++) {
        const id = rows.ids[at]!;
        gradient[id] = gradient[id]! + slope;
      }
      gradient[count] = gradient[count]! + slope;
    }
    for (let id = 0; id < count; id++) {
      loss += point[id]! * point[id]! / 2;
      gradient[id] = gradient[id]! * ratios[id]! + point[id]!;
    }
    return loss;
  };
  const point = minimise(objective, count + 1, 60);
  return {
    weights: Float64Array.from(ratios, (ratio, id) => ratio * point[id]!),
    bias: point[count]!,
  };
}

function bayesRatios(rows: Rows, { positive, weight }: Target, smoothing: number): Float64Array {
  const pro = new Float64Array(rows.features).fill(smoothing);
  const contra = new Float64Array(rows.features).fill(smoothing);
  let proRows = 0, contraRows = 0;
  for (let row = 0; row < positive.length; row++) {
    if (weight[row] === 0) continue;
    const side = positive[row] ? pro : contra;
    if (positive[row]) proRows += weight[row]!;
    else contraRows += weight[row]!;
    for (let at = rows.starts[row]!; at < rows.starts[row + 1]!; at++) {
      const id = rows.ids[at]!;
      side[id] = side[id]! + weight[row]!;
    }
  }
  const base = Math.log((contraRows + 2 * smoothing) / (proRows + 2 * smoothing));
  return pro.map((value, id) => {
    const ratio = Math.log(value / contra[id]!) + base;
    return Math.max(-4, Math.min(4, ratio));
  });
}

type Objective = (point: Float64Array, gradient: Float64Array) => number;

/** Limited-memory BFGS from zero with a backtracking search. */
export function minimise(objective: Objective, size: number, iterations: number): Float64Array {
  const memory: { step: Float64Array; change: Float64Array; rho: number }[] = [];
  let point: Float64Array = new Float64Array(size);
  let gradient = new Float64Array(size);
  let value = objective(point, gradient);
  for (let iteration = 0; iteration < iterations; iteration++) {
    const direction = quasiNewton(gradient, memory);
    const slope = dot(direction, gradient);
    if (slope > -1e-9) break;
    let length = iteration === 0 ? 1 / Math.max(1, Math.sqrt(-slope)) : 1;
    const nextGradient = new Float64Array(size);
    let next = point, nextValue = value;
    for (let attempt = 0; attempt < 20; attempt++, length /= 2) {
      next = point.map((coordinate, at) => coordinate + length * direction[at]!);
      nextValue = objective(next, nextGradient);
      if (nextValue <= value + 1e-4 * length * slope) break;
    }
    const step = next.map((coordinate, at) => coordinate - point[at]!);
    const change = nextGradient.map((coordinate, at) => coordinate - gradient[at]!);
    const curvature = dot(step, change);
    if (curvature > 1e-12) memory.push({ step, change, rho: 1 / curvature });
    if (memory.length > 7) memory.shift();
    const gain = value - nextValue;
    [point, gradient, value] = [next, nextGradient, nextValue];
    if (gain < 1e-5 * Math.abs(value)) break;
  }
  return point;
}

function quasiNewton(
  gradient: Float64Array,
  memory: readonly { step: Float64Array; change: Float64Array; rho: number }[],
): Float64Array {
  const direction = gradient.map((value) => -value);
  const factors: number[] = [];
  for (const { step, change, rho } of memory.toReversed()) {
    const factor = rho * dot(step, direction);
    factors.push(factor);
    addTo(direction, change, -factor);
  }
  const last = memory.at(-1);
  if (last !== undefined) {
    const scale = 1 / (last.rho * dot(last.change, last.change));
    direction.forEach((value, at) => direction[at] = value * scale);
  }
  for (const { step, change, rho } of memory) {
    const factor = factors.pop() ?? 0;
    addTo(direction, step, factor - rho * dot(change, direction));
  }
  return direction;
}

function dot(left: Float64Array, right: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < left.length; at++) sum += left[at]! * right[at]!;
  return sum;
}

function addTo(target: Float64Array, source: Float64Array, factor: number): void {
  for (let at = 0; at < target.length; at++) target[at] = target[at]! + factor * source[at]!;
}

/** A multinomial regression on few inputs: `weights[output][input]`, the last being the bias. */
export function fitSoftmax(
  inputs: readonly (readonly number[])[],
  labels: readonly number[],
  importance: readonly number[],
  outputs: number,
  strength: number,
): number[][] {
  const width = (inputs[0]?.length ?? 0) + 1;
  const flat = Float64Array.from(inputs.flatMap((input) => [...input, 1]));
  const scores = new Float64Array(outputs);
  const objective = (point: Float64Array, gradient: Float64Array): number => {
    gradient.fill(0);
    let loss = 0;
    for (let row = 0; row < labels.length; row++) {
      const from = row * width;
      let highest = -Infinity, total = 0;
      for (let output = 0; output < outputs; output++) {
        let score = 0;
        for (let at = 0; at < width; at++) score += point[output * width + at]! * flat[from + at]!;
        scores[output] = score;
        highest = Math.max(highest, score);
      }
      for (let output = 0; output < outputs; output++) {
        total += scores[output] = Math.exp(scores[output]! - highest);
      }
      const label = labels[row]!;
      const weight = importance[row]! * strength;
      loss -= weight * Math.log(scores[label]! / total);
      for (let output = 0; output < outputs; output++) {
        const slope = weight * (scores[output]! / total - (output === label ? 1 : 0));
        for (let at = 0; at < width; at++) {
          gradient[output * width + at]! += slope * flat[from + at]!;
        }
      }
    }
    point.forEach((value, at) => {
      if (at % width === width - 1) return;
      loss += value * value / 2;
      gradient[at]! += value;
    });
    return loss;
  };
  const point = minimise(objective, width * outputs, 200);
  return Array.from(
    { length: outputs },
    (_, output) => [...point.slice(output * width, (output + 1) * width)],
  );
}
