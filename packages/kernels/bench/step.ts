/*
 * Where the time of a training step goes on one thread: the text model (vocabulary 87, two LSTM layers of 128, windows of 30, batch 64), or an LSTM of 128 on
 * palindromes of 10 digits (batch 128), with clipping and Adam. Every step makes the same calls of compiled functions. Of each call, and of the JavaScript
 * before it, the least time over all steps counts, so that other programs on the machine hardly matter. In the package's folder, run
 * `node --conditions=@tenetjs/source bench/step.ts [text | palindromes] [number of steps]`, with `--experimental-wasm-revectorize` for the form that
 * the command line takes.
 */
type Span = {
  readonly what: string;
  readonly multiplications: number;
  readonly before: number;
  readonly time: number;
};

const spans: Span[] = [];
let last = 0;
recordCalls();

const { start } = await import("@tenetjs/backends");
const { integer, seed } = await import("@tenetjs/core");
const { palindromes, randomWindows } = await import("@tenetjs/datasets");
const { languageModel, sequenceClassifier } = await import("@tenetjs/models");
const { adam, chain, clipByGlobalNorm, crossEntropy, train, trainingState } = await import(
  "@tenetjs/training"
);
await import("../src/register.ts");

const [network = "text", count = "300"] = process.argv.slice(2);
const warmUp = 30;
const steps = Number(count);
const { device } = await start("wasm", { threads: 1 });
const optimizer = chain(clipByGlobalNorm(1), adam(1e-2));
const rng = seed(1);
const events = network === "palindromes" ? trainOnPalindromes() : trainOnText();

function trainOnText() {
  const vocabularySize = 87;
  const model = languageModel({ vocabularySize, cell: "lstm", hiddenSize: 128, layers: 2 });
  const text = Int32Array.from({ length: 100_000 }, () => integer(rng, vocabularySize));
  const batches = randomWindows(text, { batch: 64, time: 30, seed: 1 });
  const state = trainingState({ params: model.init(seed(1)), optimizer });
  return train({ state, objective: crossEntropy(model), optimizer, batches, rng });
}

function trainOnPalindromes() {
  const { classes, inputSize, training } = palindromes({ length: 10, batch: 128 });
  const input = { kind: "vector", size: inputSize } as const;
  const model = sequenceClassifier({ input, cell: "lstm", hiddenSize: 128, classes });
  const state = trainingState({ params: model.init(seed(1)), optimizer });
  return train({ state, objective: crossEntropy(model), optimizer, batches: training, rng });
}

let least: Span[] = [];
let rest = Number.POSITIVE_INFINITY;
for (let step = 0; step < warmUp + steps; step += 1) {
  spans.length = 0;
  last = performance.now();
  await events.next();
  const after = performance.now() - last;
  if (step < warmUp) continue;
  // Before a few products, tiles are measured. Such a step counts as the first one.
  const same = least.length === spans.length;
  least = spans.map((span, index) => (same ? lesser(span, least[index] as Span) : span));
  rest = same ? Math.min(rest, after) : after;
}

const between = least.reduce((sum, { before }) => sum + before, rest);
const rows: { what: string; calls: number; time: number; multiplications: number }[] = [];
for (const { what, time, multiplications } of least) {
  const known = rows.find((row) => row.what === what);
  if (known === undefined) rows.push({ what, calls: 1, time, multiplications });
  else {
    known.calls += 1;
    known.time += time;
    known.multiplications += multiplications;
  }
}
rows.push({ what: "JavaScript and tfjs", calls: 1, time: between, multiplications: 0 });
const total = rows.reduce((sum, row) => sum + row.time, 0);
const lines = rows
  .toSorted((a, b) => b.time - a.time)
  .filter(({ time }) => time > total / 1000)
  .map(({ what, calls, time, multiplications }) => {
    const share = `${((100 * time) / total).toFixed(1)} %`;
    const rate = multiplications === 0 ? "" : `${((2e-6 * multiplications) / time).toFixed(0)} GFLOP/s`;
    return [
      time.toFixed(2).padStart(8),
      share.padStart(8),
      String(calls).padStart(6),
      `  ${what.padEnd(40)}`,
      rate,
    ].join("");
  });
process.stdout.write(
  `${device}, Node ${process.versions.node}: ${total.toFixed(1)} ms a step; ms, share, calls\n${lines.join("\n")}\n`,
);

function lesser(span: Span, known: Span): Span {
  const [before, time] = [Math.min(span.before, known.before), Math.min(span.time, known.time)];
  return { ...span, before, time };
}

/** Replaces `WebAssembly.Instance` by one whose functions record how long they take. Modules that are loaded later see it. */
function recordCalls(): void {
  const Original = WebAssembly.Instance;
  const recorded =
    (name: string, run: (...values: number[]) => unknown) =>
    (...values: number[]) => {
      const from = performance.now();
      const result = run(...values);
      const to = performance.now();
      spans.push({ ...describe(name, values), before: from - last, time: to - from });
      last = to;
      return result;
    };
  const Instance = new Proxy(Original, {
    construct(_, [module, imports]: [WebAssembly.Module, WebAssembly.Imports]) {
      const functions = Object.entries(new Original(module, imports).exports).map(([name, run]) => [
        name,
        typeof run === "function" ? recorded(name, run as (...values: number[]) => unknown) : run,
      ]);
      return { exports: Object.fromEntries(functions) };
    },
  });
  Object.assign(WebAssembly, { Instance });
}

function describe(name: string, values: readonly number[]): Pick<Span, "what" | "multiplications"> {
  if (name !== "multiply" && name !== "multiplyPacked") return { what: name, multiplications: 0 };
  const [m, n, k] = values as [number, number, number];
  return { what: `${name} ${m} x ${k} by ${k} x ${n}`, multiplications: m * n * k };
}
