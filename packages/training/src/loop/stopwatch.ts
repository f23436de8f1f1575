/** Time spent since it was made, without pauses. */
export function stopwatch() {
  let since = performance.now();
  let spent = 0;
  return {
    seconds: () => (spent + performance.now() - since) / 1000,
    pause: () => {
      spent += performance.now() - since;
    },
    resume: () => {
      since = performance.now();
    },
  };
}
