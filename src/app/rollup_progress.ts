import type { Logger } from "@logtape/logtape";

/** Logs each tenth of a recount, which a new version of the figures needs once. */
export function rollupProgress(logger: Logger): (share: number) => void {
  let told = 0;
  return (share) => {
    const tenth = Math.floor(share * 10);
    if (tenth <= told) return;
    told = tenth;
    logger.info("recounting sales figures: {percent} %", { percent: tenth * 10 });
  };
}
