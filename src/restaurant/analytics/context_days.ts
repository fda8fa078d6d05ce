/** Days before and after a period that show what is usual for a weekday. */
export const CONTEXT_DAYS = 56;
