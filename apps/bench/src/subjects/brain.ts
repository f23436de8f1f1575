/* brain.js: its LSTM on texts, one after another, in plain JavaScript. */
import type { Batch } from "@tenetjs/datasets";
import brain from "brain.js";
import { training } from "../cases/task.ts";
import type { Workload } from "../cases/workload.ts";
import { cycle } from "./cycle.ts";
import type { Prepared } from "./subject.ts";

export async function prepare({ task: { network }, batches }: Workload): Promise<Prepared> {
  const { hiddenSize, layers } = network;
  const net = new brain.recurrent.LSTM({ hiddenLayers: Array.from({ length: layers }, () => hiddenSize) });
  const train = (texts: string[]) => {
    const options = { iterations: 1, errorThresh: 0, learningRate: training.learningRate };
    return net.train<string[]>(texts, options).error;
  };
  // brain.js takes its vocabulary from the first texts that it sees.
  train([Array.from({ length: network.classes }, (_, id) => letter(id)).join("")]);
  const next = cycle(batches.map(textsOf));
  return {
    // Its loss is an exponential, which can overflow to Infinity.
    check: async () => Math.min(train(next()), Number.MAX_VALUE),
    work: async () => void train(next()),
    versions: {},
  };
}

/** Each row of a batch as a text. */
function textsOf({ inputs: { data, shape } }: Batch): string[] {
  const [batch = 0, time = 0] = shape;
  return Array.from({ length: batch }, (_, row) =>
    Array.from(data.subarray(row * time, (row + 1) * time), letter).join(""),
  );
}

function letter(id: number): string {
  return String.fromCharCode(32 + id);
}
