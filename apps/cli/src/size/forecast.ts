import { measureStep, type Started } from "@tenetjs/backends";
import type { StartedBackend } from "../backend.ts";
import { deviceLine } from "../device-line.ts";
import { duration } from "../run/progress-observer.ts";
import type { Trainable } from "../run/trainable.ts";
import { trainingTrial } from "../run/training-trial.ts";
import { columns } from "../terminal/columns.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { inBytes } from "./in-bytes.ts";
import { totalBytes } from "./training-size.ts";

export type Forecast = {
  readonly trainable: Trainable;
  readonly backend: StartedBackend;
  readonly steps: number;
  readonly json: boolean;
};

/** Prints what a run will need: parameters, memory, steps per epoch, and the time per step, which it measures. */
export async function forecast(
  terminal: Terminal,
  { trainable, backend, steps, json }: Forecast,
): Promise<void> {
  const { title, size, stepsPerEpoch } = trainable;
  const milliseconds = await millisecondsPerStep(backend, trainable);
  const { parameters, ...memory } = size;
  if (json) {
    const report = { parameters, memory: { ...memory, total: totalBytes(size) }, stepsPerEpoch };
    const { backend: name, device, threads, kernels } = backend;
    terminal.out(
      JSON.stringify({
        ...{ ...report, millisecondsPerStep: milliseconds, steps, backend: name, device, threads },
        ...(kernels !== null && { kernels }),
      }),
    );
    return;
  }
  const total = (milliseconds * steps) / 1000;
  for (const line of columns([
    ["task", title],
    ["parameters", parameters.toLocaleString("en")],
    ["memory", `about ${inBytes(totalBytes(size))}: ${partsOf(memory)}`],
    [
      "epoch",
      stepsPerEpoch === null ? "none: the data is generated" : `${stepsPerEpoch.toLocaleString("en")} steps`,
    ],
    ["step", `${Number(milliseconds.toPrecision(3))} ms on ${deviceLine(backend)}`],
    ["run", `${steps.toLocaleString("en")} steps, about ${duration(total)} without evaluations and samples`],
  ]))
    terminal.out(line);
}

function partsOf({ weights, optimizer, activations }: Omit<Trainable["size"], "parameters">): string {
  return `weights and gradients ${inBytes(weights)}, optimizer ${inBytes(optimizer)}, a batch ${inBytes(activations)}`;
}

async function millisecondsPerStep({ measured, backend }: Started, trainable: Trainable): Promise<number> {
  const known = measured.find(({ name }) => name === backend);
  if (known !== undefined) return known.milliseconds;
  const trial = trainingTrial(trainable);
  try {
    return await measureStep(trial);
  } finally {
    trial.end();
  }
}
