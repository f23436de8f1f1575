import { interruptedExitCode } from "../exit.ts";
import type { Terminal } from "../terminal/terminal.ts";

/** A signal that the first Ctrl-C (or SIGTERM) aborts, with a notice. A second one ends the process at once. `end` stops listening. */
export function interruption(
  terminal: Terminal,
  notice = "stopping after this step; press Ctrl-C again to stop at once",
): { readonly signal: AbortSignal; end(): void } {
  const controller = new AbortController();
  const onSignal = () => {
    if (controller.signal.aborted) process.exit(interruptedExitCode);
    controller.abort();
    if (terminal.live && notice !== "") terminal.error(notice);
  };
  process.on("SIGINT", onSignal).on("SIGTERM", onSignal);
  return {
    signal: controller.signal,
    end: () => {
      process.off("SIGINT", onSignal).off("SIGTERM", onSignal);
    },
  };
}
