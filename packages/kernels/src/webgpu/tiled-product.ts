import type { BufferUse, Shader } from "./device/shader.ts";
import { range } from "./range.ts";
import { busy } from "./threads.ts";

/** A product of matrices in any memory layout, as the WGSL that reads and writes their entries. */
export type TiledProduct<Buffer extends string, Scalar extends string> = {
  readonly label: string;
  readonly buffers: Readonly<Record<Buffer, BufferUse>>;
  readonly scalars: Readonly<Record<Scalar, "u32">>;
  /** Declarations that the expressions below use, in addition to buffers and scalars. */
  readonly declarations?: string;
  /** The left matrix at row `m` and column `k`. */
  readonly left: string;
  /** The index along which entries of the left matrix are adjacent in memory. */
  readonly leftAlong: "m" | "k";
  /** The right matrix at row `k` and column `n`. */
  readonly right: string;
  readonly rightAlong: "k" | "n";
  /** A statement that stores `value`, the product's entry at row `m` and column `n`. */
  readonly store: string;
};

/** The rows and columns of the product that a workgroup computes. */
export type Tile = 32 | 64;

/** The shader of a product `[m, k]` by `[k, n]`, whose sizes are scalars. Sums run over `k` in order. */
export function tiledProduct<Buffer extends string, Scalar extends string>(
  {
    label,
    buffers,
    scalars,
    declarations = "",
    left,
    leftAlong,
    right,
    rightAlong,
    store,
  }: TiledProduct<Buffer, Scalar>,
  tile: Tile,
): Shader<Buffer, Scalar | "m" | "n" | "k"> {
  const each = range(tile / threads);
  // One value of padding, so that neither rows nor columns fall on the same memory bank.
  const stride = tile + 1;
  const at = (along: boolean) =>
    along
      ? `let inner = i % ${depth}u; let outer = i / ${depth}u;`
      : `let outer = i % ${tile}u; let inner = i / ${tile}u;`;
  const code = `${declarations}
var<workgroup> leftTile: array<f32, ${depth * stride}>;
var<workgroup> rightTile: array<f32, ${depth * stride}>;

fn leftAt(m: u32, k: u32) -> f32 {
  if (m >= scalars.m || k >= scalars.k) { return 0f; }
  return ${left};
}

fn rightAt(k: u32, n: u32) -> f32 {
  if (k >= scalars.k || n >= scalars.n) { return 0f; }
  return ${right};
}

fn store(m: u32, n: u32, value: f32) {
  if (m < scalars.m && n < scalars.n) { ${store} }
}

@compute @workgroup_size(${threads}, ${threads})
fn main(@builtin(local_invocation_id) local: vec3<u32>, @builtin(workgroup_id) group: vec3<u32>) {
  let lane = local.y * ${threads}u + local.x;
  let firstM = group.y * ${tile}u;
  let firstN = group.x * ${tile}u;
  ${each.map((row) => each.map((column) => `var sum${row}${column} = 0f;`).join(" ")).join("\n  ")}
  for (var firstK = 0u; firstK < scalars.k; firstK += ${depth}u) {
    for (var i = lane; i < ${tile * depth}u; i += ${threads * threads}u) {
      { ${at(leftAlong === "k")} leftTile[inner * ${stride}u + outer] = leftAt(firstM + outer, firstK + inner); }
      { ${at(rightAlong === "k")} rightTile[inner * ${stride}u + outer] = rightAt(firstK + inner, firstN + outer); }
    }
    workgroupBarrier();
    for (var k = 0u; k < ${depth}u; k += 1u) {
      ${each.map((row) => `let a${row} = leftTile[k * ${stride}u + local.y + ${row * threads}u];`).join(" ")}
      ${each.map((column) => `let b${column} = rightTile[k * ${stride}u + local.x + ${column * threads}u];`).join(" ")}
      ${each.map((row) => each.map((column) => `sum${row}${column} += a${row} * b${column};`).join(" ")).join("\n      ")}
    }
    workgroupBarrier();
  }
  ${each
    .map((row) =>
      each
        .map(
          (column) =>
            `store(firstM + local.y + ${row * threads}u, firstN + local.x + ${column * threads}u, sum${row}${column});`,
        )
        .join(" "),
    )
    .join("\n  ")}
}`;
  return { label, buffers, scalars: { ...scalars, m: "u32", n: "u32", k: "u32" }, code };
}

/** The tile for a product `[m, n]`, and its workgroups. The smaller tile is for products that would not keep the GPU busy. */
export function tiling(
  m: number,
  n: number,
): { readonly tile: Tile; readonly groups: readonly [number, number] } {
  const groups = (tile: Tile) => [Math.ceil(n / tile), Math.ceil(m / tile)] as const;
  const [x, y] = groups(64);
  const tile = x * y < busy ? 32 : 64;
  return { tile, groups: groups(tile) };
}

/** The threads along either side of a workgroup, and the depth of its tiles. */
const threads = 16;
const depth = 16;
