import { disposeTree } from "@tenetjs/core/tensors";
import type { Scalar } from "@tensorflow/tfjs-core";
import { diverged } from "./divergence.ts";
import { readScalars } from "./read-scalars.ts";
import type { TrainingEvent } from "./training-event.ts";

/** The measurements of a step, still on the device. */
export type StepReadings = {
  readonly step: number;
  readonly scalars: { readonly loss: Scalar; readonly gradientNorm: Scalar };
  readonly metrics: Readonly<Record<string, Scalar>>;
};

/** A log of the steps since the last event. Measurements stay on the device until they are read in one batch. The log owns what is added. */
export function stepLog() {
  let pending: StepReadings[] = [];
  let lastFinite: number | undefined;
  const clear = () => {
    disposeTree(pending.map(({ scalars, metrics }) => [scalars, metrics]));
    pending = [];
  };

  return {
    add: (readings: StepReadings) => {
      pending.push(readings);
    },
    isEmpty: () => pending.length === 0,
    clear,

    /** The event for all steps added since the last call. @throws {DivergenceError} for the first step that diverged. */
    read: async (): Promise<Omit<TrainingEvent, "seconds">> => {
      const steps = await Promise.all(pending.map(readStep));
      clear();
      for (const { step, loss, gradientNorm } of steps) {
        if (!(Number.isFinite(loss) && Number.isFinite(gradientNorm)))
          throw diverged({ step, loss, gradientNorm, lastFinite });
        lastFinite = loss;
      }
      return summary(steps);
    },
  };
}

type StepNumbers = Awaited<ReturnType<typeof readStep>>;

async function readStep({ step, scalars, metrics }: StepReadings) {
  const [numbers, metricNumbers] = await Promise.all([readScalars(scalars), readScalars(metrics)]);
  return { step, ...numbers, metrics: metricNumbers };
}

function summary(steps: readonly StepNumbers[]): Omit<TrainingEvent, "seconds"> {
  const { step, gradientNorm, metrics } = steps.at(-1) as StepNumbers;
  const mean = (value: (numbers: StepNumbers) => number) =>
    steps.reduce((sum, numbers) => sum + value(numbers), 0) / steps.length;
  return {
    step,
    loss: mean(({ loss }) => loss),
    metrics: Object.fromEntries(
      Object.keys(metrics).map((name) => [name, mean((numbers) => numbers.metrics[name] as number)]),
    ),
    each: steps.map((numbers) => ({ loss: numbers.loss, metrics: numbers.metrics })),
    gradientNorm,
  };
}
