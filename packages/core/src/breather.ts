/**
 * A function to await in a long loop. It yields to the event loop when `milliseconds` have passed since it last did, so that a page draws and
 * handles clicks, and a process handles Ctrl-C. Otherwise it costs next to nothing. A loop that awaits only resolved promises, such as the
 * data of a tensor on the WASM backend, never yields by itself.
 */
export function breather(milliseconds = 16): () => Promise<void> {
  let last = performance.now();
  return async () => {
    if (performance.now() - last < milliseconds) return;
    await turn();
    last = performance.now();
  };
}

/** One turn of the event loop, without the delay that browsers add to nested timers. */
function turn(): Promise<void> {
  if (typeof setImmediate === "function") return new Promise((resolve) => setImmediate(resolve));
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
