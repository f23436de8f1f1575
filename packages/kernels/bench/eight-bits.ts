/*
 * What smaller weights save while one text is written, on one thread. First the products of a step alone, in several forms: float32; bfloat16, which becomes
 * float32 by a shift; integers of 8 bits that are converted to float32; integers of 8 bits that multiply rows of 16 bits, which is what the kernels do; and
 * relaxed products of 8 with 7 bits. Then whole characters with the kernels, drawn at temperature 1. Least times over interleaved rounds.
 * In the package's folder, run `node --conditions=@tenetjs/source bench/eight-bits.ts`, with `--experimental-wasm-revectorize` for the form that the command line takes.
 */
import { start } from "@tenetjs/backends";
import { seed } from "@tenetjs/core";
import { languageModel, streamingLanguageModel } from "@tenetjs/models";
import { sampleIds } from "@tenetjs/sampling";
import { main as compile } from "assemblyscript/asc";
import "../src/register.ts";

const sizes = [
  { layers: 2, hiddenSize: 128 },
  { layers: 3, hiddenSize: 256 },
  { layers: 2, hiddenSize: 512 },
] as const;
const rounds = 100;

const { device } = await start("wasm", { threads: 1 });
const products = await formsOfProducts();
const lines: string[] = [];
for (const { layers, hiddenSize } of sizes) {
  const found = { ...(await ofProducts(layers, hiddenSize)), ...(await ofCharacters(layers, hiddenSize)) };
  const shown = Object.entries(found).map(([name, time]) => `${name} ${(1000 * time).toFixed(1)}`);
  lines.push(`  ${layers} x ${hiddenSize}: ${shown.join("   ")}`);
}
process.stdout.write(
  `${device}, Node ${process.versions.node}, one thread; us a character\n${lines.join("\n")}\n`,
);

/** The time of the products of a character by form: with x Wx of all layers but the first, and h Wh. */
async function ofProducts(layers: number, hiddenSize: number): Promise<Record<string, number>> {
  const [count, columns] = [2 * layers - 1, 4 * hiddenSize];
  const repeats = Math.ceil(2e6 / (count * columns * hiddenSize));
  const character = (multiply: Multiply) => {
    for (let index = 0; index < count; index += 1)
      multiply(columns, hiddenSize, 1024, 2 ** 20 + index * columns * hiddenSize * 4, 2 ** 16);
  };
  const works = Object.entries(products).map(
    ([name, multiply]) => [`products in ${name}`, multiply] as const,
  );
  return leastOf(works, async (multiply) => {
    for (let repeat = 0; repeat < repeats; repeat += 1) character(multiply);
    return repeats;
  });
}

/** The time of a character in a text that goes on. */
async function ofCharacters(layers: number, hiddenSize: number): Promise<Record<string, number>> {
  const model = languageModel({ vocabularySize: 87, hiddenSize, layers });
  const params = model.init(seed(1));
  const length = Math.ceil(1e6 / hiddenSize ** 2) * 10;
  const works = (["float32", "int8"] as const).map((weights) => {
    const stream = streamingLanguageModel(model, params, { weights });
    // As long as a state exists, the copy of the weights does.
    return [`characters in ${weights}`, { stream, state: stream.start(1) }] as const;
  });
  return leastOf(works, async ({ stream, state }) => {
    for await (const _ of sampleIds({ model: stream, state, prompt: [0], rng: seed(1), length }));
    return length;
  });
}

/** The least time of each work, which returns how many characters it took. */
async function leastOf<Given>(
  works: readonly (readonly [name: string, given: Given])[],
  work: (given: Given) => Promise<number>,
): Promise<Record<string, number>> {
  const least: Record<string, number> = {};
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, given] of works) {
      const from = performance.now();
      const characters = await work(given);
      least[name] = Math.min(
        least[name] ?? Number.POSITIVE_INFINITY,
        (performance.now() - from) / characters,
      );
    }
  }
  return least;
}

type Multiply = (columns: number, depth: number, row: number, weights: number, out: number) => void;

/** Products of a row with blocks of 32 columns, with eight sums in registers. The weights are whatever is in memory. */
async function formsOfProducts(): Promise<Readonly<Record<string, Multiply>>> {
  const sums = Array.from({ length: 8 }, (_, index) => index);
  /** `step` is the code for sum `i`; `bytes` are those of the weights of a step, `row` those of the row. */
  const form = (name: string, row: number, bytes: number, start: string, step: (i: number) => string) => `
export function ${name}(n: i32, k: i32, a: usize, b: usize, c: usize): void {
  const end = a + <usize>k * 4 / ${4 / row};
  for (let j = 0; j < n; j += 32, c += 128) {
    ${sums.map((i) => `let c${i} = ${start};`).join(" ")}
    for (let x = a; x < end; x += 4, b += ${bytes}) {
      const v = v128.load32_splat(x);
      ${sums.map((i) => `c${i} = ${step(i)};`).join("\n      ")}
    }
    ${sums.map((i) => `const f${i} = f32x4.add(v128.load(c, ${16 * i}), ${start.startsWith("i") ? `f32x4.convert_i32x4_s(c${i})` : `c${i}`});`).join("\n    ")}
    ${sums.map((i) => `v128.store(c, f${i}, ${16 * i});`).join("\n    ")}
  }
}
`;
  const [zeros, integers] = ["f32x4.splat(0)", "i32x4.splat(0)"];
  const madd = (weights: string, i: number) => `f32x4.relaxed_madd(v, ${weights}, c${i})`;
  const bytesOf = (i: number) => `v128.load_ext<i8>(b, ${8 * (i >> 1)})`;
  const forms = {
    float32: form("float32", 4, 128, zeros, (i) => madd(`v128.load(b, ${16 * i})`, i)),
    bfloat16: form("bfloat16", 4, 64, zeros, (i) =>
      madd(`i32x4.shl(v128.load_ext<u16>(b, ${8 * i}), 16)`, i),
    ),
    converted: form("converted", 4, 32, zeros, (i) =>
      madd(`f32x4.convert_i32x4_s(i32x4.extend_${i % 2 === 0 ? "low" : "high"}_i16x8_s(${bytesOf(i)}))`, i),
    ),
    int8: form(
      "int8",
      2,
      64,
      integers,
      (i) => `i32x4.add(c${i}, i32x4.dot_i16x8_s(v, v128.load_ext<i8>(b, ${8 * i})))`,
    ),
    relaxed: form("relaxed", 1, 128, integers, (i) => {
      return `i32x4.relaxed_dot_i8x16_i7x16_add_s(v128.load(b, ${16 * i}), v, c${i})`;
    }),
  };
  const files = new Map<string, Uint8Array<ArrayBuffer>>();
  const { error, stderr } = await compile(
    [
      ...["forms.ts", "--outFile", "forms.wasm", "-O3", "--noAssert", "--runtime", "stub", "--importMemory"],
      ...["--noExportMemory", "--initialMemory", "0", "--maximumMemory", "65536"],
      ...["--enable", "simd", "--enable", "relaxed-simd"],
    ],
    {
      readFile: (name) => (name === "forms.ts" ? Object.values(forms).join("") : null),
      writeFile: (name, contents) => void files.set(name, contents as Uint8Array<ArrayBuffer>),
      listFiles: () => [],
    },
  );
  if (error !== null) throw new Error(`${error.message}\n${stderr}`);
  const memory = new WebAssembly.Memory({ initial: 1024, maximum: 65536 });
  const module = new WebAssembly.Module(files.get("forms.wasm") as Uint8Array<ArrayBuffer>);
  return new WebAssembly.Instance(module, { env: { memory } }).exports as Record<string, Multiply>;
}
