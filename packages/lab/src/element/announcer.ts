import { html } from "./make.ts";

/** An invisible line that screen readers read out when it changes. */
export type Announcer = { readonly element: HTMLElement; say(sentence: string): void };

/**
 * An announcer that speaks at most once in `pause` milliseconds: of the sentences between, it says the last. It falls silent when the signal is
 * aborted.
 */
export function announcer(signal: AbortSignal, pause = 10_000): Announcer {
  const element = html("p", { class: "unseen", role: "status", "aria-live": "polite" });
  let waiting: string | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const speak = (sentence: string) => {
    element.textContent = sentence;
    timer = setTimeout(() => {
      timer = undefined;
      const next = waiting;
      waiting = undefined;
      if (next !== undefined) speak(next);
    }, pause);
  };
  signal.addEventListener("abort", () => clearTimeout(timer), { once: true });
  return {
    element,
    say(sentence) {
      if (timer === undefined) speak(sentence);
      else waiting = sentence;
    },
  };
}
