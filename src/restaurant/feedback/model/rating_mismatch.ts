/** How sure a text must be before it contradicts its rating. */
const SURE = 0.6;

/** Whether a rating of 1 to 5 contradicts the text. */
export function ratingMismatch(rating: number | null, sentiments: readonly number[]): boolean {
  if (rating === null) return false;
  const [positive = 0, negative = 0] = sentiments;
  return rating >= 4 && negative >= SURE || rating <= 2 && positive >= SURE;
}
