import { isWidespread } from "../cases/is-widespread.ts";
import type { Subject, SubjectOptions } from "./subject.ts";
import { type VariationName, variationNames, variations } from "./variations.ts";

/** Every subject for a machine with `threads` hardware threads, Tenet's first. */
export function allSubjects(threads: number): readonly Subject[] {
  const counts = threadCounts(threads);
  const most = counts.at(-1) as number;
  const fewAndMany = [...new Set([1, most])];
  const quick = [
    "tenet-wasm-composed",
    "tenet-wasm-1",
    `tenet-wasm-${most}`,
    "tenet-webgpu",
    "tfjs-layers-wasm",
    "pytorch-1",
  ];
  const subjects = [
    tenet("cpu", "Tenet, cpu", { backend: "cpu", threads: 1 }),
    tenet("wasm-composed", "Tenet, wasm, composed", { backend: "wasm", threads: 1 }),
    ...counts.map((count) => ({
      ...tenet(`wasm-${count}`, `Tenet, wasm, ${counted(count)}`, fused("wasm", count)),
      timeline: true,
    })),
    ...counts.map((count) => inForm("reproducible", "reproducible", count)),
    // In pages, which cannot set flags of V8, these are the two above.
    ...counts.map((count) => inForm("strict", "strict SIMD alone", count, ["node"])),
    ...counts.map((count) => inForm("relaxed", "relaxed SIMD alone", count, ["node"])),
    withInt8Weights,
    tenet("webgpu-composed", "Tenet, webgpu, composed", { backend: "webgpu", threads: 1 }),
    tenet("webgpu", "Tenet, webgpu", fused("webgpu", 1)),
    ...variationNames.map(tenetWith),
    tfjsLayers("cpu", "tfjs-layers, cpu", { backend: "cpu", threads: 1 }),
    tfjsLayers("wasm", "tfjs-layers, wasm", { backend: "wasm", threads: 1 }),
    // Beside Tenet in the same form: relaxed SIMD alone, and the default.
    tfjsLayers("wasm-registered", "tfjs-layers, wasm, with @tenetjs/kernels/register", {
      ...fused("wasm", 1),
      form: "relaxed",
    }),
    tfjsLayers("wasm-fast", "tfjs-layers, wasm, with @tenetjs/kernels/fast", fused("wasm", 1)),
    tfjsLayers("webgpu", "tfjs-layers, webgpu", { backend: "webgpu", threads: 1 }),
    jax("wasm", "jax-js-wasm", 1, ["node"]),
    jax("wasm", `jax-js-wasm-${most}`, most, ["browser"]),
    jax("webgpu", "jax-js-webgpu", 1, ["browser"]),
    brainJs,
    ...counts.map((count) => pytorch(count)),
    ...counts.map((count) => pytorch(count, { compile: true })),
    ...fewAndMany.map((count) => onnxruntime("onnxruntime-node", "cpu", count)),
    ...fewAndMany.map((count) => onnxruntime("onnxruntime-web", "wasm", count)),
  ];
  return subjects.map((subject) => ({ ...subject, quick: quick.includes(subject.id) }));
}

/** Another form of the kernels than what a user gets by default. */
function inForm(
  form: NonNullable<SubjectOptions["form"]>,
  name: string,
  count: number,
  hosts?: Subject["hosts"],
): Subject {
  const options = { ...fused("wasm", count), form };
  return tenet(`wasm-${form}-${count}`, `Tenet, wasm, ${name}, ${counted(count)}`, options, hosts);
}

/** 1, 2, 4, ... threads, and the number of hardware threads, up to 64. */
function threadCounts(threads: number): number[] {
  const powers = [1, 2, 4, 8, 16, 32].filter((count) => count < threads);
  return [...powers, Math.min(threads, 64)];
}

function tenet(
  id: string,
  title: string,
  options: SubjectOptions,
  hosts: Subject["hosts"] = ["node", "browser"],
): Subject {
  const { threads } = options;
  return { id: `tenet-${id}`, title, threads, adapter: "tenet", options, hosts, needs: [], can: () => true };
}

const withInt8Weights: Subject = {
  ...tenet("wasm-int8-1", "Tenet, wasm, weights of 8 bits, 1 thread", {
    ...fused("wasm", 1),
    weights: "int8",
  }),
  // More rows take the numbers that the integers stand for, by the same kernels as others.
  can: ({ kind, batch }) => kind === "generate" && batch <= 4,
  different: () => "its weights are rounded to 8 bits",
};

/** A step that differs from the bare one, on one thread. It is measured only beside it. */
function tenetWith(variation: VariationName): Subject {
  const { title } = variations[variation];
  return {
    ...tenet(`with-${variation}`, `Tenet, wasm, 1 thread, with ${title}`, { ...fused("wasm", 1), variation }),
    can: ({ withVariations = false }) => withVariations,
    different: () => `its step has ${title} and weights of its own`,
  };
}

function fused(backend: SubjectOptions["backend"], threads: number): SubjectOptions {
  return { backend, threads, fused: true };
}

function tfjsLayers(id: string, title: string, options: SubjectOptions): Subject {
  return {
    id: `tfjs-layers-${id}`,
    title,
    threads: 1,
    adapter: "tfjs-layers",
    options,
    hosts: ["node", "browser"],
    needs: ["@tensorflow/tfjs"],
    can: ({ network }) => isWidespread(network.cell),
    different: ({ network }) =>
      network.cell === "gru"
        ? "its GRU applies the reset gate before the product with Wh, not after"
        : undefined,
  };
}

function pytorch(threads: number, { compile = false }: { readonly compile?: boolean } = {}): Subject {
  return {
    id: `pytorch-${compile ? "compiled-" : ""}${threads}`,
    title: `PyTorch, ${compile ? "torch.compile, " : ""}${counted(threads)}`,
    threads,
    adapter: "pytorch",
    options: { backend: "cpu", threads, ...(compile ? { compile } : {}) },
    hosts: ["node"],
    needs: [],
    can: ({ network, kind }) => isWidespread(network.cell) && !(compile && kind === "generate"),
  };
}

/** In Node, jax-js has no workers and no GPU. In pages it uses all threads, and the number cannot be set. */
function jax(backend: "wasm" | "webgpu", id: string, threads: number, hosts: Subject["hosts"]): Subject {
  return {
    id,
    title: `jax-js, ${backend}${threads === 1 ? "" : `, ${counted(threads)}`}`,
    threads,
    adapter: "jax",
    options: { backend, threads },
    hosts,
    needs: ["@jax-js/jax"],
    can: ({ network, readEvery = 1 }) => network.cell === "lstm" && readEvery === 1,
  };
}

const brainJs: Subject = {
  id: "brain-js",
  title: "brain.js",
  threads: 1,
  adapter: "brain",
  options: { backend: "cpu", threads: 1 },
  hosts: ["node", "browser"],
  needs: ["brain.js"],
  can: ({ kind, network, readEvery = 1 }) =>
    kind === "train" && network.cell === "lstm" && network.reads === "ids" && readEvery === 1,
  different: () =>
    "it starts from its own weights, has no batches, updates after each sequence with its own rule, and reports its own loss",
};

/** The native build uses all of the processor's instructions. The WebAssembly build also runs in pages. Neither trains. */
function onnxruntime(
  library: "onnxruntime-node" | "onnxruntime-web",
  backend: "cpu" | "wasm",
  threads: number,
): Subject {
  const native = library === "onnxruntime-node";
  return {
    id: `${library}-${threads}`,
    title: `ONNX Runtime, ${native ? "native" : "wasm"}, ${counted(threads)}`,
    threads,
    adapter: "onnxruntime",
    options: { backend, threads },
    hosts: native ? ["node"] : ["node", "browser"],
    needs: [library],
    can: ({ kind, network }) => kind !== "train" && network.cell === "lstm",
  };
}

function counted(threads: number): string {
  return threads === 1 ? "1 thread" : `${threads} threads`;
}
