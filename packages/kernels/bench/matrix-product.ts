/*
 * GFLOP/s of our matrix products on this machine, by tile, for the shapes of recurrent training, on one thread. In the package's
 * folder, run `node --conditions=@tenetjs/source bench/matrix-product.ts`.
 */
import { start } from "@tenetjs/backends";
import { backend } from "@tensorflow/tfjs-core";
import { configureKernels } from "../src/configure.ts";
import { accepts, type Build } from "../src/wasm/module/binary.ts";
import { kernelsOf } from "../src/wasm/module/kernels.ts";
import { tiles } from "../src/wasm/module/tiles.ts";

/** `[kind, m, k, n]`, where `kind` is n (not transposed) or t (transposed) for each operand. */
const shapes = [
  ["nn", 512, 512, 512],
  ["nn", 256, 256, 256],
  ["nn", 64, 128, 512],
  ["nt", 64, 512, 128],
  ["tn", 128, 1920, 512],
  ["nn", 64, 512, 2048],
  ["nn", 1920, 128, 87],
  ["nn", 4, 128, 512],
  ["nn", 1, 128, 512],
  ["nt", 1, 128, 512],
] as const;

const { device } = await start("wasm");
const lines = [
  `${device}, Node ${process.versions.node}, one thread; GFLOP/s, fastest of many; in brackets with B packed in advance`,
];
for (const build of ["strict", "relaxed"] as const)
  lines.push("", ...(accepts(build) ? table(build) : [`${build}: not supported by this runtime`]));
process.stdout.write(`${lines.join("\n")}\n`);

function table(build: Build): string[] {
  configureKernels({ reproducible: build === "strict" });
  const { exports, allocate, free, memory, workspace: scratch } = kernelsOf(backend());
  const workspace = scratch();
  const head = Object.keys(tiles).map((tile) => tile.padStart(15));
  const rows = shapes.map(([kind, m, k, n]) => {
    const sizes = [4 * m * k, 4 * k * n, 4 * m * n, exports.packedBytes(n, k)];
    const [a, b, c, packed] = sizes.map((size) => {
      const address = allocate(size);
      new Float32Array(memory.buffer, address, size / 4).fill(0.5);
      return address;
    }) as [number, number, number, number];
    const [transposeA, transposeB] = [kind === "tn", kind === "nt"].map(Number) as [number, number];
    const [lda, ldb] = [transposeA ? m : k, transposeB ? k : n];
    exports.pack(n, k, b, ldb, transposeB, packed);
    const cells = Object.values(tiles).map((tile) => {
      exports.useTile(tile);
      const plain = rate(m * k * n, () =>
        exports.multiply(m, n, k, a, lda, transposeA, b, ldb, transposeB, c, n, 0, workspace),
      );
      const prepared = rate(m * k * n, () =>
        exports.multiplyPacked(m, n, k, a, lda, transposeA, packed, c, n, 0, workspace),
      );
      return `${plain.toFixed(1)} (${prepared.toFixed(1)})`.padStart(15);
    });
    for (const address of [a, b, c, packed]) free(address);
    return `${kind} [${m}, ${k}] x [${k}, ${n}]`.padEnd(28) + cells.join("");
  });
  return [build.padEnd(28) + head.join(""), ...rows];
}

/** The best rate within 200 ms. Times ten calls at once, because of the clock's resolution. */
function rate(multiplications: number, run: () => void): number {
  let best = Number.POSITIVE_INFINITY;
  for (const end = performance.now() + 200; performance.now() < end; ) {
    const start = performance.now();
    for (let call = 0; call < 10; call += 1) run();
    best = Math.min(best, performance.now() - start);
  }
  return (2e-6 * multiplications * 10) / best;
}
