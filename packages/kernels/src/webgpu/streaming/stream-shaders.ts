import { wgslFunctions } from "@tenetjs/recipes/internals";
import type { Shader } from "../device/shader.ts";
import {
  headCode,
  headSizes,
  layerCode,
  layerSizes,
  productCode,
  type StreamScalar,
  streamScalars,
} from "./network-code.ts";
import type { HeadPlan, LayerPlan, NetworkPlan } from "./network-plan.ts";
import { pickCode } from "./pick-code.ts";
import { fewTiles, manyTiles } from "./tile.ts";

export type StreamBuffer = "weights" | "states" | "ids" | "randomNumbers" | "logits" | "drawn";

export type StreamShader = Shader<StreamBuffer, StreamScalar>;

/**
 * The shader that runs all steps of a row in one workgroup, from the first id to the last drawn one. It is for networks whose weights one
 * workgroup reads in less time than a dispatch for each layer takes.
 */
export function wholeShader(plan: NetworkPlan, threads: number): StreamShader {
  const ofLayers = plan.layers.map((layer) => fewTiles(layerSizes(layer), threads));
  const ofHead = fewTiles(headSizes(plan.head), threads);
  const layers = ofLayers.map(
    ({ count }, index) => `${eachTile(count)} { layer${index}(row, step, id, tile, thread); }`,
  );
  return {
    label: "language model",
    buffers: {
      weights: "read vec4<f32>",
      states: "write vec4<f32>",
      ids: "read i32",
      randomNumbers: "read f32",
      logits: "write f32",
      drawn: "write i32",
    },
    scalars: streamScalars,
    code: `${wgslFunctions}
${productCode(threads, [...ofLayers, ofHead])}
${ofLayers.map((tile, index) => layerCode(plan, index, tile)).join("\n")}
${headCode(plan, ofHead)}
${pickCode(plan.head.vocabulary, threads)}
${idCode}
@compute @workgroup_size(${threads})
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(local_invocation_index) thread: u32) {
  let row = group.x;
  for (var step = scalars.first; step < scalars.last; step += 1u) {
    let id = idAt(row, step);
    ${layers.join("\n    ")}
    if (step + 1u >= scalars.given) {
      ${eachTile(ofHead.count)} { head(row, step, tile, thread); }
      if (scalars.draws > 0u) { pick(row, step + 1u - scalars.given, thread); }
    }
  }
}`,
  };
}

/** The shader of one step of one layer for all rows, with a workgroup for each tile of each row. */
export function layerShader(
  plan: NetworkPlan,
  index: number,
): { readonly shader: Shader<"weights" | "states" | "ids" | "drawn", StreamScalar>; readonly tiles: number } {
  const tile = manyTiles(layerSizes(plan.layers[index] as LayerPlan), tileThreads);
  const shader = {
    label: `language model, layer ${index}`,
    buffers: { weights: "read vec4<f32>", states: "write vec4<f32>", ids: "read i32", drawn: "read i32" },
    scalars: streamScalars,
    code: `${wgslFunctions}
${productCode(tileThreads, [tile])}
${layerCode(plan, index, tile)}
${idCode}
${oneTile}
  layer${index}(group.y, step, idAt(group.y, step), group.x, thread);
}`,
  } as const;
  return { shader, tiles: tile.count };
}

/** The shader of the logits after a step for all rows, with a workgroup for each tile of each row. */
export function headShader(plan: NetworkPlan): {
  readonly shader: Shader<"weights" | "states" | "logits", StreamScalar>;
  readonly tiles: number;
} {
  const tile = manyTiles(headSizes(plan.head), tileThreads);
  const shader = {
    label: "language model, head",
    buffers: { weights: "read vec4<f32>", states: "write vec4<f32>", logits: "write f32" },
    scalars: streamScalars,
    code: `${productCode(tileThreads, [tile])}
${headCode(plan, tile)}
${oneTile}
  head(group.y, step, group.x, thread);
}`,
  } as const;
  return { shader, tiles: tile.count };
}

/** The shader that draws an id for each row, with a workgroup for each row. */
export function pickShader(
  { vocabulary }: Pick<HeadPlan, "vocabulary">,
  threads: number,
): Shader<"logits" | "randomNumbers" | "drawn", StreamScalar> {
  return {
    label: "language model, pick",
    buffers: { logits: "read f32", randomNumbers: "read f32", drawn: "write i32" },
    scalars: streamScalars,
    code: `${wgslFunctions}
${pickCode(vocabulary, threads)}
@compute @workgroup_size(${threads})
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(local_invocation_index) thread: u32) {
  pick(group.x, scalars.first + 1u - scalars.given, thread);
}`,
  };
}

const tileThreads = 128;

const oneTile = `
@compute @workgroup_size(${tileThreads})
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(local_invocation_index) thread: u32) {
  let step = scalars.first;`;

/** WGSL for the id that a row reads at a step: a given one, or the one drawn before it. After a draw of -1, it reads 0; results are unused. */
const idCode = `
fn idAt(row: u32, step: u32) -> u32 {
  if (step < scalars.given) { return u32(ids[row * scalars.given + step]); }
  return u32(max(0, drawn[row * scalars.draws + step - scalars.given]));
}`;

function eachTile(count: number): string {
  return `for (var tile = 0u; tile < ${count}u; tile += 1u)`;
}
