/** One observation: its features that are not zero, its target, and how much it counts. */
export interface Observation {
  readonly features: readonly (readonly [index: number, value: number])[];
  readonly target: number;
  readonly weight: number;
}

/**
 * Weighted least squares with an equal penalty on every coefficient (ridge regression), solved by
 * Cholesky decomposition of the normal equations.
 *
 * @param penalty Larger than 0; it keeps features that were hardly ever seen close to 0.
 */
export function ridgeRegression(
  observations: readonly Observation[],
  size: number,
  penalty: number,
): number[] {
  const matrix = Array.from({ length: size }, () => new Float64Array(size));
  const right = new Float64Array(size);
  for (const { features, target, weight } of observations) {
    for (const [i, a] of features) {
      right[i] = (right[i] ?? 0) + weight * a * target;
      const row = matrix[i];
      if (row === undefined) continue;
      for (const [j, b] of features) row[j] = (row[j] ?? 0) + weight * a * b;
    }
  }
  matrix.forEach((row, i) => row[i] = (row[i] ?? 0) + penalty);
  return solve(matrix, right);
}

/** Solves a symmetric positive definite system; the matrix is overwritten. */
function solve(matrix: readonly Float64Array[], right: Float64Array): number[] {
  const at = (i: number, j: number) => matrix[i]?.[j] ?? 0;
  const dot = (i: number, j: number) => {
    let sum = 0;
    for (let k = 0; k < j; k++) sum += at(i, k) * at(j, k);
    return sum;
  };
  matrix.forEach((row, i) => {
    for (let j = 0; j < i; j++) row[j] = (at(i, j) - dot(i, j)) / at(j, j);
    row[i] = Math.sqrt(at(i, i) - dot(i, i));
  });
  const solution = Array.from(right);
  for (let i = 0; i < solution.length; i++) {
    for (let k = 0; k < i; k++) solution[i] = (solution[i] ?? 0) - at(i, k) * (solution[k] ?? 0);
    solution[i] = (solution[i] ?? 0) / at(i, i);
  }
  for (let i = solution.length - 1; i >= 0; i--) {
    for (let k = i + 1; k < solution.length; k++) {
      solution[i] = (solution[i] ?? 0) - at(k, i) * (solution[k] ?? 0);
    }
    solution[i] = (solution[i] ?? 0) / at(i, i);
  }
  return solution;
}
