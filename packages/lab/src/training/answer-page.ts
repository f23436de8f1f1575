import { expose } from "comlink";

/**
 * Lets the page call the functions that `make` returns, from a worker's entry. WebKit evaluates an entry again when a chunk imports from it, as chunks do in
 * which a bundler found nothing else to share: without this, two would answer each call.
 */
export function answerPage(make: () => object): void {
  const scope = globalThis as { [answers]?: true };
  if (scope[answers]) return;
  scope[answers] = true;
  expose(make());
}

const answers: unique symbol = Symbol.for("@tenetjs/lab answers") as typeof answers;
