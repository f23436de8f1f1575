import { cosineOf, type RunOptions } from "./run-options.ts";
import type { Programs, Source } from "./text-facts.ts";
import { nameOf, storyName } from "./text-name.ts";

/** How to train the same network elsewhere, for as many steps: with the command line, and with a program of one's own. */
export function textPrograms(
  options: RunOptions,
  {
    sources,
    learningRate,
    steps,
  }: { readonly sources: readonly Source[]; readonly learningRate: number; readonly steps: number },
): Programs {
  return {
    command: commandOf(options, sources, learningRate, steps),
    typescript: typescriptOf(options, sources, learningRate, steps),
  };
}

function commandOf(
  options: RunOptions,
  sources: readonly Source[],
  learningRate: number,
  steps: number,
): string {
  const { cell, layers, hiddenSize, dropout, batch, time, seed, optimizer, clip, warmUp } = options;
  const chat = sources[0]?.chat;
  const input = sources.map(({ kind, file }) => (kind === "story" ? storyName : shellWord(file))).join(" ");
  const folder = sources.map(({ file }) => nameOf(file)).join("-and-");
  const words = [
    `tenet train ${chat === undefined ? "text" : "chat"} ${input}`,
    ...(chat?.pseudonymise ? ["--pseudonymise"] : []),
    `--cell ${cell} --layers ${layers} --hidden ${hiddenSize}${dropout > 0 ? ` --dropout ${dropout}` : ""}`,
    `--batch ${batch} --window ${time} --seed ${seed}`,
    `--optimizer ${optimizer} --learning-rate ${learningRate} --clip ${clip}`,
    `--warm-up ${warmUp} ${fallOf(options)}`,
    `--steps ${steps} --out runs/${shellWord(folder)}`,
  ];
  return words.join(" \\\n  ");
}

function typescriptOf(
  options: RunOptions,
  sources: readonly Source[],
  learningRate: number,
  steps: number,
): string {
  const { cell, layers, hiddenSize, dropout, batch, time, seed, optimizer, clip, validationShare } = options;
  const { warmUp, cosine, decay, decayEvery } = options;
  const [fall, settings] =
    cosine === null
      ? ["stepDecay", { factor: decay, every: decayEvery }]
      : ["cosineDecay", cosineOf(options, { learningRate, steps: cosine })];
  const set = Object.entries(settings).map(([name, value]) => `${name}: ${value}`);
  const chat = sources[0]?.chat;
  const files = sources.filter(({ kind }) => kind !== "story");
  const datasets = [
    "characterVocabulary",
    "mixtureWindows",
    "orderedWindows",
    ...(chat?.pseudonymise ? ["pseudonymise"] : []),
    ...(chat === undefined ? [] : ["readChat"]),
    ...(files.length > 0 ? ["readText"] : []),
    ...(files.length < sources.length ? ["sampleText"] : []),
    "splitContiguous",
    ...(chat === undefined ? [] : ["toTrainingText"]),
  ];
  const expressionOf = ({ kind, file }: Source) => {
    if (kind === "story") return "sampleText";
    const read = `readText(await readFile(${JSON.stringify(file)}))`;
    if (chat === undefined) return read;
    const messages = `readChat(${read}).messages`;
    return `toTrainingText(${chat.pseudonymise ? `pseudonymise(${messages})` : messages})`;
  };
  return `${files.length === 0 ? "" : `import { readFile } from "node:fs/promises";\n`}import { start } from "@tenetjs/backends";
import { pipe, seed, split, take } from "@tenetjs/core";
import { disposeTree } from "@tenetjs/core/tensors";
import { ${datasets.join(", ")} } from "@tenetjs/datasets";
import "@tenetjs/kernels/register";
import { type LanguageModelParams, languageModel, streamingLanguageModel } from "@tenetjs/models";
import { categorical, generateText, temperature } from "@tenetjs/sampling";
import {
  ${["chain", "clipByGlobalNorm", "crossEntropy", "evaluate", "linearWarmup", "optimizerFromOptions", "train", "trainingState", fall].toSorted().join(",\n  ")},
} from "@tenetjs/training";

await start("wasm");
const texts = [${sources.map(expressionOf).join(", ")}];
const vocabulary = characterVocabulary(texts);
const size = { batch: ${batch}, time: ${time} };
const tokens = texts.map((text) => vocabulary.encode(text));
const parts = tokens.map((ids) =>
  splitContiguous(ids, { train: ${1 - validationShare}, heldOut: ${validationShare} }, { time: size.time }),
);
const model = languageModel({
  vocabularySize: vocabulary.size,
  cell: ${JSON.stringify(cell)},
  layers: ${layers},
  hiddenSize: ${hiddenSize},${dropout > 0 ? `\n  dropout: ${dropout},` : ""}
});
const objective = crossEntropy(model);
const rate = linearWarmup(${warmUp}, ${fall}(${learningRate}, { ${set.join(", ")} }));
const optimizer = chain(
  clipByGlobalNorm(${clip}),
  optimizerFromOptions({ name: ${JSON.stringify(optimizer)}, learningRate: rate }),
);
const params = model.init(split(seed(${seed}), "parameters"));
const state = trainingState({ params, optimizer });
disposeTree(params);
const batches = mixtureWindows(
  parts.map(({ train }, index) => ({ name: \`text \${index}\`, weight: tokens[index]!.length, tokens: train })),
  { ...size, seed: ${seed} },
);
const run = train({ state, objective, optimizer, batches, rng: seed("training ${seed}") });
for await (const { step, loss } of pipe(run, take(${steps}))) {
  if (step % 100 === 0 || step === ${steps}) console.log(\`step \${step}: loss \${loss.toFixed(3)}\`);
}
for (const { heldOut } of parts) {
  const { loss } = await evaluate({ objective, params: state.params, batches: orderedWindows(heldOut, size) });
  console.log(\`held out: loss \${loss.toFixed(3)}\`);
}

const written = generateText({
  model: streamingLanguageModel(model, state.params as LanguageModelParams),
  prompt: vocabulary.encode(texts[0]!.slice(0, 20)),
  pick: categorical(seed(1)),
  transforms: [temperature(0.7)],
  length: 500,
  decoder: vocabulary.decoder,
});
for await (const piece of written) process.stdout.write(piece.text);
`;
}

/** How the learning rate falls, as options of the command line. */
function fallOf({ cosine, decay, decayEvery }: RunOptions): string {
  return cosine === null ? `--decay ${decay} --decay-every ${decayEvery}` : `--cosine ${cosine}`;
}

/** A word of a shell, in quotes where it needs them. */
function shellWord(word: string): string {
  return /^[\w./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
