/**
 * A function to await in a long loop: when `milliseconds` have passed since it last did so, it lets the event loop have its turn
 * (a page draws and hears clicks, a process hears Ctrl-C), and otherwise costs next to nothing. A loop that awaits only what is
 * ready, such as a tensor of the WASM backend, never gives it one.
 */
export function breather(milliseconds = 16): () => Promise<void> {
  let last = performance.now();
  return async () => {
    if (performance.now() - last < milliseconds) return;
    await turn();
    last = performance.now();
  };
}

/** Without the delay that browsers put on timers that set one another. */
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
