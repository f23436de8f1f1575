/** A program that trains each kind of cell for a few steps on each backend, and prints the losses as JSON, by backend and cell. */
export const trainingProgram = `
import { start } from "@tenetjs/backends";
import { pipe, seed, take } from "@tenetjs/core";
import { palindromes } from "@tenetjs/datasets";
import "@tenetjs/kernels/register";
import { type SequenceClassifierOptions, sequenceClassifier } from "@tenetjs/models";
import { adam, chain, clipByGlobalNorm, crossEntropy, train, trainingState } from "@tenetjs/training";

const cells: NonNullable<SequenceClassifierOptions["cell"]>[] = ["lstm", "gru", "layer-norm-lstm"];
const losses: Record<string, number[]> = {};
for (const backend of ["cpu", "wasm"] as const) {
  await start(backend);
  for (const cell of cells) {
    const task = palindromes({ length: 6, batch: 8, encoding: "ids" });
    const input = { kind: "embedding", size: 10, dimensions: 4 } as const;
    const model = sequenceClassifier({ cell, input, classes: 10, hiddenSize: 12 });
    const objective = crossEntropy(model);
    const optimizer = chain(clipByGlobalNorm(1), adam(0.01));
    const state = trainingState({ params: model.init(seed(1)), optimizer });
    const run = train({ state, objective, optimizer, batches: task.training, rng: seed(1), reportEvery: 1 });
    const series: number[] = [];
    for await (const { loss } of pipe(run, take(8))) series.push(loss);
    losses[\`\${backend} \${cell}\`] = series;
  }
}
console.log(JSON.stringify(losses));
`;
