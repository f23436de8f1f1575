/*
 * Trains the network that `<tenet-text>` of packages/lab writes with at once, on the story, and writes it to trained-network.ts: `pnpm lab:train`. It takes a minute, and gives the
 * same file on every machine.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { start } from "@tenetjs/backends";
import { configureKernels } from "@tenetjs/kernels";
import "@tenetjs/kernels/register";
import type { StoredTensor } from "@tenetjs/checkpoints";
import { characterVocabulary } from "@tenetjs/datasets";
import { languageRun } from "../packages/lab/src/text/language-run.ts";
import { story } from "../packages/lab/src/text/read-source.ts";
import { descriptionOf } from "../packages/lab/src/text/run-file.ts";
import type { RunOptions } from "../packages/lab/src/text/run-options.ts";
import { halfSafetensors, rounded } from "./train-lab-network/half-safetensors.ts";

const options: RunOptions = {
  cell: "lstm",
  layers: 1,
  hiddenSize: 96,
  initialisation: "default",
  embedding: null,
  tied: false,
  dropout: 0.3,
  batch: 16,
  time: 64,
  seed: 1,
  optimizer: "adam",
  clip: 1,
  warmUp: 30,
  cosine: 300,
  decay: 1,
  decayEvery: 1,
  validationShare: 0.1,
};
const [steps, evaluateEvery] = [300, 25];
const schedule = { learningRate: 0.02, steps };
const { learningRate } = schedule;

configureKernels({ reproducible: true });
await start("wasm");
const source = story();
const vocabulary = characterVocabulary(source.text);
const tokens = vocabulary.encode(source.text);
const run = languageRun({ options, vocabulary, tokens: [tokens], schedule: () => schedule });
let best:
  | { readonly loss: number; readonly step: number; readonly weights: Record<string, StoredTensor> }
  | undefined;
for (let step = 1; step <= steps; step += 1) {
  await run.step();
  if (step % evaluateEvery !== 0) continue;
  const { loss } = await run.evaluate();
  process.stdout.write(`step ${step}: ${loss.toFixed(3)} nats a character, held out\n`);
  if (loss < (best?.loss ?? Number.POSITIVE_INFINITY))
    best = { loss, step, weights: weightsIn((await run.store()).tensors) };
}
await run.end();
if (best === undefined) throw new Error("No step was evaluated.");

const { step } = best;
const weights = rounded(best.weights);
const stored = languageRun({
  options,
  vocabulary,
  tokens: [tokens],
  schedule: () => schedule,
  from: { tensors: weights, metadata: { step: String(step) } },
});
const { loss } = await stored.evaluate();
await stored.end();
const description = { options, learningRate, vocabulary, sources: [{ ...source, tokens: tokens.length }] };
const metadata = {
  step: String(step),
  heldOutLoss: String(loss),
  run: JSON.stringify(descriptionOf(description)),
};
const bytes = halfSafetensors(weights, metadata);
process.stdout.write(
  `The network of step ${step}, rounded to float16: ${loss.toFixed(3)} nats, ${bytes.length} bytes.\n`,
);
writeFileSync(
  join(import.meta.dirname, "../packages/lab/src/text/trained-network.ts"),
  `// Made by scripts/train-lab-network.ts.\n/** A network that was trained on the story: a safetensors file in float16, as base64. */\nexport const trainedNetwork =\n  "${Buffer.from(bytes).toString("base64")}";\n`,
);

/** The parameters among the tensors of a training state, without their prefix. */
function weightsIn(tensors: Readonly<Record<string, StoredTensor>>): Record<string, StoredTensor> {
  const prefix = "params.";
  const own = Object.entries(tensors).filter(([name]) => name.startsWith(prefix));
  return Object.fromEntries(own.map(([name, tensor]) => [name.slice(prefix.length), tensor]));
}
