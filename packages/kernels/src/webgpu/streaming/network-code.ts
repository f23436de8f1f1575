import type { Place } from "@tenetjs/recipes/internals";
import { emitStage } from "@tenetjs/recipes/internals";
import { range } from "../range.ts";
import type { HeadPlan, LayerPlan, NetworkPlan, Product } from "./network-plan.ts";
import type { Sizes, Tile } from "./tile.ts";

/** The scalars of streaming shaders. */
export const streamScalars = {
  /** The number of rows of states. */
  batch: "u32",
  /** The steps of this dispatch, from `first` up to but not including `last`, out of `steps`. */
  first: "u32",
  last: "u32",
  steps: "u32",
  /** The number of ids of a row that are given, and that are to be drawn. */
  given: "u32",
  draws: "u32",
  /** The position of the first step in the text, which is its time. */
  position: "u32",
  greedy: "u32",
  topK: "u32",
  temperature: "f32",
} as const;

export type StreamScalar = keyof typeof streamScalars;

/**
 * The WGSL functions that the code of layers and head calls, in a shader with the buffers `weights` and `states`. There are two copies of
 * all states. A step reads one and writes the other, so that the last step writes the first copy.
 */
export function productCode(threads: number, tiles: readonly Tile[]): string {
  return `
const threads = ${threads}u;
var<workgroup> sums: array<vec4<f32>, ${Math.max(1, ...tiles.map(({ sums }) => sums))}>;

fn rowBefore(row: u32, step: u32) -> u32 { return ((scalars.steps - step) & 1u) * scalars.batch + row; }
fn rowAfter(row: u32, step: u32) -> u32 { return rowBefore(row, step + 1u); }

${["states", "weights"]
  .map(
    (buffer) => `
// The product of the quads from \`first\` up to \`end\` of the row at \`left\` in ${buffer} with rows of weights, \`stride\` apart.
fn ${productOf(buffer)}(left: u32, right: u32, stride: u32, first: u32, end: u32) -> vec4<f32> {
  var sum = vec4<f32>();
  for (var k = first; k < end; k += 1u) {
    let x = ${buffer}[left + k];
    let w = right + 4u * k * stride;
    sum += x.x * weights[w] + x.y * weights[w + stride] + x.z * weights[w + 2u * stride] + x.w * weights[w + 3u * stride];
  }
  return sum;
}`,
  )
  .join("\n")}

fn sumOfSlices(first: u32, stride: u32, slices: u32, lane: u32) -> f32 {
  var sum = 0f;
  for (var slice = 0u; slice < slices; slice += 1u) { sum += sums[first + slice * stride][lane]; }
  return sum;
}`;
}

/** The sizes of a layer's products. */
export function layerSizes({ products, quads }: LayerPlan): Sizes {
  const blocks = products.reduce((sum, { slots }) => sum + slots.length, 0);
  return { blocks, quads, depth: Math.max(1, ...products.map(({ depth }) => depth)) };
}

/** The sizes of the head's product. */
export function headSizes({ quads, product: { depth } }: HeadPlan): Sizes {
  return { blocks: 1, quads, depth };
}

/** WGSL `fn layerN(row, step, id, tile, thread)`: computes the states of a tile's units after a step. Call it in uniform control flow. */
export function layerCode(plan: NetworkPlan, index: number, tile: Tile): string {
  const layer = plan.layers[index] as LayerPlan;
  const { hidden, quads, state, program } = layer;
  const { blocks } = layerSizes(layer);
  const at = (where: "before" | "after", block: number) =>
    `states[${where} + ${state + block * quads}u + quad][lane]`;
  const read = ({ buffer, index }: Place): string => {
    switch (buffer) {
      case "slots":
        return slotCode(layer, index, tile);
      case "previous":
        return at("before", index);
      case "parameters":
        return `weights[${layer.parameters + index * quads}u + quad][lane]`;
      case "units":
        return `shared${index}`;
      case "inputs":
        return "f32(scalars.position + step)";
      default:
        throw new TypeError(`layerCode: expected a buffer that a step reads, got ${buffer}.`);
    }
  };
  const prepare = emitStage(program.prepare, {
    read,
    write: ({ place }, value) => `shared${place.index} = ${value};`,
  });
  const infer = emitStage(program.infer, {
    read,
    write: ({ place }, value) => (place.buffer === "next" ? `${at("after", place.index)} = ${value};` : ""),
  });
  const sharedNames = range(program.unitValues).map((value) => `shared${value}`);
  return `
fn layer${index}(row: u32, step: u32, id: u32, tile: u32, thread: u32) {
  let before = rowBefore(row, step) * ${plan.stateQuads}u;
  let after = rowAfter(row, step) * ${plan.stateQuads}u;
  ${blocks === 0 ? "" : partialsCode(layer.products, quads, tile)}
  for (var i = thread; i < ${tile.quads * 4}u; i += threads) {
    let unit = tile * ${tile.quads * 4}u + i;
    let quad = unit / 4u;
    let lane = unit % 4u;
    if (unit < ${hidden}u) {
      ${sharedNames.map((name) => `var ${name}: f32;`).join(" ")}
      ${sharedNames.length === 0 ? "" : `{ ${prepare} }`}
      ${infer}
    } else if (quad < ${quads}u) {
      ${range(program.states)
        .map((block) => `${at("after", block)} = 0f;`)
        .join(" ")}
    }
  }
  storageBarrier();
  workgroupBarrier();
}`;
}

/** WGSL `fn head(row, step, tile, thread)`: computes a tile of the logits after a step. Call it in uniform control flow. */
export function headCode({ head, stateQuads }: NetworkPlan, tile: Tile): string {
  const { product, bias, vocabulary, quads } = head;
  return `
fn head(row: u32, step: u32, tile: u32, thread: u32) {
  let after = rowAfter(row, step) * ${stateQuads}u;
  ${partialsCode([product], quads, tile)}
  for (var i = thread; i < ${tile.quads * 4}u; i += threads) {
    let column = tile * ${tile.quads * 4}u + i;
    if (column < ${vocabulary}u) {
      let lane = column % 4u;
      logits[row * ${vocabulary}u + column] =
        sumOfSlices(i / 4u, ${tile.quads}u, ${tile.slices}u, lane) + weights[${bias}u + column / 4u][lane];
    }
  }
  storageBarrier();
  workgroupBarrier();
}`;
}

/** WGSL that writes the slices' sums for a tile to `sums`. */
function partialsCode(products: readonly Product[], quads: number, tile: Tile): string {
  const blocks = products.reduce((sum, { slots }) => sum + slots.length, 0);
  let before = 0;
  const cases = products.map(({ at, slots, left, depth }) => {
    const [first, stride] = [before, slots.length * quads];
    before += slots.length;
    const [buffer, row] =
      left.kind === "table"
        ? ["weights", `${left.at}u + id * ${depth}u`]
        : ["states", `${left.kind} + ${left.at}u`];
    const slice = (number: string) => `${number} * ${depth}u / ${tile.slices}u`;
    const right = `${at}u + (block - ${first}u) * ${quads}u + quad`;
    return `if (block < ${before}u) {
        sum = ${productOf(buffer)}(${row}, ${right}, ${stride}u, ${slice("slice")}, ${slice("(slice + 1u)")});
      }`;
  });
  return `for (var item = thread; item < ${blocks * tile.quads * tile.slices}u; item += threads) {
    let quad = tile * ${tile.quads}u + item % ${tile.quads}u;
    let block = item / ${tile.quads}u % ${blocks}u;
    let slice = item / ${tile.quads * blocks}u;
    var sum = vec4<f32>();
    if (quad < ${quads}u) {
      ${cases.join(" else ")}
    }
    sums[item] = sum;
  }
  workgroupBarrier();`;
}

/** A WGSL expression for a unit's gate without its bias: the sum of the id's row of the lookup and of the products for the gate. */
function slotCode({ lookup, products, quads }: LayerPlan, slot: number, tile: Tile): string {
  const blocks = products.flatMap(({ slots }) => slots);
  const ofProducts = [...blocks.keys()]
    .filter((block) => blocks[block] === slot)
    .map((block) => {
      const first = `${block * tile.quads}u + i / 4u`;
      return `sumOfSlices(${first}, ${blocks.length * tile.quads}u, ${tile.slices}u, lane)`;
    });
  const column = lookup?.slots.indexOf(slot) ?? -1;
  if (lookup === undefined || column < 0) return ofProducts.join(" + ");
  const row = `(id * ${lookup.slots.length}u + ${column}u) * ${quads}u`;
  return [`weights[${lookup.at}u + ${row} + quad][lane]`, ...ofProducts].join(" + ");
}

function productOf(buffer: string): string {
  return `productOf${buffer === "states" ? "States" : "Weights"}`;
}
