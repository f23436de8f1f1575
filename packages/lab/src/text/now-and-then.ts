/** The fraction of the time that each thing which is done now and then may take. */
const share = 0.02;

/**
 * Does something when it is called, if the last time is `pause` milliseconds ago and it takes no more than a small fraction of the time: what is slow on this device is
 * done less often.
 */
export function nowAndThen(pause: number): (work: () => Promise<void>) => Promise<void> {
  let next = performance.now() + pause;
  return async (work) => {
    const start = performance.now();
    if (start < next) return;
    await work();
    const end = performance.now();
    next = end + Math.max(pause, (end - start) / share);
  };
}
