interface Wait {
  /** Milliseconds of `performance.now()`. */
  readonly ends: number;
  readonly onOver: () => void;
}

/** Waits of one length: they end in the order in which they began. */
interface Queue {
  readonly waits: Set<Wait>;
  timer: ReturnType<typeof setTimeout>;
}

const queues = new Map<number, Queue>();

/**
 * Calls back after some time, unless the function that it gives is called first. All waits of one
 * length share a timer, because a call has several and nearly all of them are given up.
 */
export function after(milliseconds: number, onOver: () => void): () => void {
  const wait = { ends: performance.now() + milliseconds, onOver };
  const queue = queues.getOrInsertComputed(milliseconds, () => ({
    waits: new Set(),
    timer: setTimeout(() => endDue(milliseconds), milliseconds),
  }));
  queue.waits.add(wait);
  return () => {
    queue.waits.delete(wait);
    close(milliseconds, queue);
  };
}

function endDue(milliseconds: number): void {
  const queue = queues.get(milliseconds);
  if (queue === undefined) return;
  const now = performance.now();
  for (const wait of queue.waits) {
    // Timers have whole milliseconds, and may come a part of one early.
    const left = Math.ceil(wait.ends - now);
    if (left > 0) {
      queue.timer = setTimeout(() => endDue(milliseconds), left);
      return;
    }
    queue.waits.delete(wait);
    wait.onOver();
  }
  close(milliseconds, queue);
}

/** A queue in which nothing waits keeps no timer: the process may end. */
function close(milliseconds: number, queue: Queue): void {
  if (queue.waits.size > 0 || queues.get(milliseconds) !== queue) return;
  clearTimeout(queue.timer);
  queues.delete(milliseconds);
}
