/** Waiting by looking, never by sleeping blindly: a condition is polled until it holds or is late. */

const PAUSE_MS = 50;

const pause = (ms) => new Promise((done) => setTimeout(done, ms));

/**
 * Polls `condition` until it gives something truthy, and returns that.
 *
 * @param {string} what the condition in words, for the failure
 * @param {() => *} condition may be async; a throw counts as "not yet" and is told at the deadline
 * @param {{withinMs?: number, everyMs?: number}} [limits]
 */
export async function until(what, condition, { withinMs = 5000, everyMs = PAUSE_MS } = {}) {
  const deadline = performance.now() + withinMs;
  let last;
  for (;;) {
    try {
      last = await condition();
      if (last) return last;
    } catch (error) {
      last = error;
    }
    if (performance.now() >= deadline) {
      throw new Error(`not within ${withinMs} ms: ${what} (last: ${show(last)})`);
    }
    await pause(everyMs);
  }
}

/** Watches that `condition` holds at every look for a while. */
export async function throughout(what, condition, { forMs, everyMs = 100 }) {
  const deadline = performance.now() + forMs;
  while (performance.now() < deadline) {
    const seen = await condition();
    if (!seen) throw new Error(`did not hold: ${what} (${show(seen)})`);
    await pause(everyMs);
  }
}

function show(value) {
  if (value instanceof Error) return value.message;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
