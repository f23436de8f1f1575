import type { TextFact } from "./text-facts.ts";

/** Facts on their way to the page. Those of a frame are sent together. */
export type FactQueue = {
  add(fact: TextFact): void;
  /** Adds the loss of a step. */
  addLoss(loss: number): void;
  send(): void;
  /** Sends if the last message is a frame old. */
  sendIfDue(): void;
};

/** The time between two messages to the page: a frame, in milliseconds. */
const frame = 16;

/** A queue of facts for `tell`. `steps` is the number of steps that the network has been trained for. */
export function factQueue(tell: (facts: readonly TextFact[]) => void, steps: () => number): FactQueue {
  let facts: TextFact[] = [];
  let losses: number[] = [];
  let sent = 0;
  const send = () => {
    sent = performance.now();
    if (losses.length > 0) facts.push({ kind: "losses", step: steps(), losses });
    if (facts.length > 0) tell(facts);
    facts = [];
    losses = [];
  };
  return {
    add: (fact) => void facts.push(fact),
    addLoss: (loss) => void losses.push(loss),
    send,
    sendIfDue() {
      if (performance.now() - sent >= frame) send();
    },
  };
}
