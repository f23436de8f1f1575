import { interruptedExitCode } from "../exit.ts";
import type { Terminal } from "../terminal/terminal.ts";

export type Interruption = {
  readonly signal: AbortSignal;
  /** Stops listening. */
  end(): void;
};

const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** What stops a training: a signal, or the end of the program that reads its output. */
export function runInterruption(terminal: Terminal): Interruption {
  return interruption(terminal, undefined, { untilUnread: true });
}

/**
 * A signal that the first Ctrl-C (or SIGTERM, or SIGHUP when the terminal goes away) aborts, with a notice. A second one ends the process at
 * once. With `untilUnread`, the end of the program that reads standard output aborts it too, where it would end the process.
 */
export function interruption(
  terminal: Terminal,
  notice = "stopping after this step; press Ctrl-C again to stop at once",
  { untilUnread = false }: { readonly untilUnread?: boolean } = {},
): Interruption {
  const controller = new AbortController();
  const onSignal = () => {
    if (controller.signal.aborted) process.exit(interruptedExitCode);
    controller.abort();
    if (terminal.live && notice !== "") terminal.error(notice);
  };
  for (const signal of signals) process.on(signal, onSignal);
  const onUnread = () => {
    controller.abort();
    terminal.error("nobody reads standard output any more: stopping after this step");
  };
  const forget = untilUnread ? terminal.onUnread(onUnread) : () => {};
  return {
    signal: controller.signal,
    end: () => {
      for (const signal of signals) process.off(signal, onSignal);
      forget();
    },
  };
}
