/** A stopwatch, which is running. Its time does not include pauses. */
export function stopwatch() {
  let running: number | undefined = performance.now();
  let spent = 0;
  const elapsed = () => spent + (running === undefined ? 0 : performance.now() - running);
  return {
    seconds: () => elapsed() / 1000,
    pause: () => {
      spent = elapsed();
      running = undefined;
    },
    resume: () => {
      spent = elapsed();
      running = performance.now();
    },
  };
}
