import { seed } from "@tenetjs/core";
import { disposeTree } from "@tenetjs/core/tensors";
import { palindromes } from "@tenetjs/datasets";
import { type SequenceClassifierOptions, sequenceClassifier } from "@tenetjs/models";
import { numbersOf } from "@tenetjs/testing";
import { adam } from "../optimizers/adam.ts";
import { chain } from "../optimizers/chain.ts";
import { clipByGlobalNorm } from "../optimizers/global-norm.ts";
import { crossEntropy } from "./cross-entropy.ts";
import type { TrainOptions } from "./train.ts";
import type { TrainingEvent } from "./training-event.ts";
import { disposeTrainingState, type TrainingState, trainingState } from "./training-state.ts";

/** A small network for palindromes of 5 digits, and everything that trains it. It is the same each time. */
export function scene(options: Partial<SequenceClassifierOptions> = {}) {
  const task = palindromes({ length: 5, batch: 8, heldOut: 50, seed: 1 });
  const model = sequenceClassifier({
    input: { kind: "one-hot", size: 10 },
    classes: 10,
    hiddenSize: 6,
    ...options,
  });
  const optimizer = chain(clipByGlobalNorm(1), adam(0.01));
  const objective = crossEntropy(model);
  const params = model.init(seed(1));
  const state = trainingState({ params, optimizer });
  disposeTree(params);
  return {
    task,
    model,
    /** The options of `train`, except the batches. */
    training: { state, objective, optimizer, rng: seed("training") } satisfies Partial<TrainOptions>,
    state,
    objective,
    optimizer,
    [Symbol.dispose]: () => disposeTrainingState(state),
  };
}

/** Every event of `run`. */
export async function eventsOf(run: AsyncIterable<TrainingEvent>): Promise<TrainingEvent[]> {
  const events: TrainingEvent[] = [];
  for await (const event of run) events.push(event);
  return events;
}

/** Every event of `run`, without its time. */
export async function factsOf(run: AsyncIterable<TrainingEvent>): Promise<Omit<TrainingEvent, "seconds">[]> {
  return (await eventsOf(run)).map(({ seconds: _, ...facts }) => facts);
}

/** The first `count` items. */
export function* first<T>(items: Iterable<T>, count: number): Generator<T> {
  let taken = 0;
  for (const item of items) {
    if (taken === count) return;
    taken += 1;
    yield item;
  }
}

/** The contents of a training state as plain numbers. */
export async function contentsOf({ step, params, optimizer, carried }: TrainingState) {
  return {
    step,
    params: await numbersOf(params),
    optimizer: await numbersOf(optimizer),
    carried: carried && { position: carried.position, state: await numbersOf(carried.state) },
  };
}
