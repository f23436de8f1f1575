import { wgslFunctions } from "@tenetjs/recipes/internals";
import type { Shader } from "../device/shader.ts";
import { range } from "../range.ts";
import { busy } from "../threads.ts";
import { placeFunctions, type ScanScalar, scanScalars, workspaceBuffer } from "./places.ts";
import type { ScanPlan } from "./scan-plan.ts";
import {
  backwardStage,
  carryAt,
  factorStage,
  forwardStage,
  lateGradientsStage,
  type StageCode,
} from "./stages.ts";
import { weights } from "./weights.ts";

/**
 * The shaders of a forward step, in order: h Wh and the recipe's step for all rows, in one dispatch. A second product and what follows it take another one, since
 * it reads the factor of all units.
 */
export function forwardShaders(plan: ScanPlan): Shader<string, ScanScalar>[] {
  const { recipe, program, hiddenSlots, lateSlots, h } = plan;
  const fromHidden = fromLeft(plan, hiddenSlots, `workspace[stateAt(row, t, ${h}u, k)]`);
  const { second } = program;
  if (second === undefined)
    return [stepShader(plan, { ...forwardStage(plan), label: `${recipe.name} forward`, ...fromHidden })];
  const fromFactor = fromLeft(plan, lateSlots, `workspace[slotAt(row, t, ${second.slots.factor}u, k)]`);
  return [
    stepShader(plan, { ...factorStage(plan), label: `${recipe.name} factor`, ...fromHidden }),
    stepShader(plan, { ...forwardStage(plan), label: `${recipe.name} forward`, ...fromFactor }),
  ];
}

/** The product of `left`, a value of each unit, and the columns of Wh for these slots. */
function fromLeft(plan: ScanPlan, { first, count }: ScanPlan["hiddenSlots"], left: string) {
  const column = first - plan.hiddenSlots.first;
  return {
    // A sum over nothing, where no gate has this product.
    sums: Math.max(1, count),
    depth: count === 0 ? "0u" : "hidden",
    left,
    right: (sum: string) => `weightAt((k * ${columnBlocks(plan)}u + ${column}u + ${sum}) * hidden + unit)`,
    rightAlong: "unit",
  } as const;
}

/** How many blocks of columns Wh has. */
function columnBlocks({ hiddenSlots, lateSlots }: ScanPlan): number {
  return hiddenSlots.count + lateSlots.count;
}

/**
 * The shaders of a backward step, in order: the gradient through h Wh from the gates' gradients of the following step, and the recipe's backward step
 * for all rows, in one dispatch; or in two, between which the gradients of a second product's gates are complete.
 */
export function backwardShaders(plan: ScanPlan): Shader<string, ScanScalar>[] {
  const { recipe, program, lateSlots } = plan;
  const { second } = program;
  const [label, through] = [`${recipe.name} backward`, throughHidden(plan, "t + 1u")];
  if (second === undefined) return [stepShader(plan, { ...backwardStage(plan), label, ...through })];
  const columns = { ...lateSlots, column: plan.hiddenSlots.count };
  const throughFactor = throughColumns(plan, "t", second.slots.lateGradients, columns);
  return [
    stepShader(plan, { ...lateGradientsStage(plan), label: `${recipe.name} late gradients`, ...through }),
    stepShader(plan, { ...backwardStage(plan), label, ...throughFactor }),
  ];
}

/** The shader that adds the gradient through h Wh to that of the first state, after the last backward step. */
export function firstStateShader(plan: ScanPlan): Shader<string, ScanScalar> {
  return stepShader(plan, {
    buffers: { carry: "write f32" },
    declarations: "",
    body: `${carryAt(plan.h)} += sum0;`,
    label: `${plan.recipe.name} first state`,
    ...throughHidden(plan, "0u"),
    stepwise: false,
  });
}

/** The product that gives the gradient of h from the gates' gradients at step `t`. */
function throughHidden(plan: ScanPlan, t: string) {
  const { first, count } = plan.hiddenSlots;
  return throughColumns(plan, t, first, { column: 0, count });
}

/** The product of `count` blocks of slots from `slot` on, at step `t`, and as many transposed columns of Wh from block `column` on. */
function throughColumns(
  plan: ScanPlan,
  t: string,
  slot: number,
  { column, count }: { readonly column: number; readonly count: number },
) {
  return {
    sums: 1,
    depth: `select(0u, ${count}u * hidden, ${t} < scalars.steps)`,
    left: `workspace[slotAt(row, ${t}, ${slot}u, k)]`,
    right: () => `weightAt((unit * ${columnBlocks(plan)}u + ${column}u) * hidden + k)`,
    rightAlong: "k",
  } as const;
}

/** A shader that computes sums of products along `k` for each row and unit, and then runs a stage with them. */
type StepShader = StageCode & {
  readonly label: string;
  /** The number of sums. */
  readonly sums: number;
  /** The number of products of each sum, as an expression that is the same for all threads. */
  readonly depth: string;
  /** The left factor for `row` and `k`. It is contiguous in memory along `k`. */
  readonly left: string;
  /** The right factor of a sum, for `k` and `unit`. */
  right(sum: string): string;
  readonly rightAlong: "unit" | "k";
  /** Whether there is one dispatch for each `t`. Default true. */
  readonly stepwise?: boolean;
};

function stepShader(
  plan: ScanPlan,
  { label, buffers, declarations, sums, depth, left, right, rightAlong, body, stepwise = true }: StepShader,
): Shader<string, ScanScalar> {
  const rows = rowsEach(plan);
  const eachRow = range(rows);
  const eachSum = range(sums);
  const tileRows = threads * rows;
  const stride = tileRows + 1;
  const names = (row: number) => eachSum.map((sum) => `sum${row}_${sum}`);
  const product = `
  for (var first = 0u; first < depth; first += ${tileDepth}u) {
    for (var i = lane; i < ${tileDepth * tileRows}u; i += ${threads * threads}u) {
      let inner = i % ${tileDepth}u;
      let outer = i / ${tileDepth}u;
      leftTile[inner * ${stride}u + outer] = leftAt(group.y * ${tileRows}u + outer, first + inner, t, depth);
    }
    for (var i = lane; i < ${tileDepth * threads * sums}u; i += ${threads * threads}u) {
      ${
        rightAlong === "unit"
          ? `let outer = i % ${threads}u; let sum = (i / ${threads}u) % ${sums}u; let inner = i / ${threads * sums}u;`
          : `let inner = i % ${tileDepth}u; let outer = (i / ${tileDepth}u) % ${threads}u; let sum = i / ${tileDepth * threads}u;`
      }
      rightTile[(inner * ${sums}u + sum) * ${threads + 1}u + outer] = rightAt(first + inner, group.x * ${threads}u + outer, sum, depth);
    }
    workgroupBarrier();
    for (var k = 0u; k < ${tileDepth}u; k += 1u) {
      ${eachSum.map((sum) => `let b${sum} = rightTile[(k * ${sums}u + ${sum}u) * ${threads + 1}u + local.x];`).join("\n      ")}
      ${eachRow
        .map(
          (row) =>
            `let a${row} = leftTile[k * ${stride}u + local.y + ${row * threads}u]; ` +
            eachSum.map((sum) => `sum${row}_${sum} += a${row} * b${sum};`).join(" "),
        )
        .join("\n      ")}
    }
    workgroupBarrier();
  }`;
  const ofWeights = weights(plan);
  const factors = `
${ofWeights.declarations}
var<workgroup> leftTile: array<f32, ${tileDepth * stride}>;
var<workgroup> rightTile: array<f32, ${tileDepth * (threads + 1) * sums}>;
fn leftAt(row: u32, k: u32, t: u32, depth: u32) -> f32 {
  if (row >= scalars.batch || k >= depth) { return 0f; }
  return ${left};
}
fn rightAt(k: u32, unit: u32, sum: u32, depth: u32) -> f32 {
  if (unit >= hidden || k >= depth) { return 0f; }
  return ${right("sum")};
}`;
  const parameters = eachSum.map((sum) => `sum${sum}: f32`).join(", ");
  const code = `${wgslFunctions}
${placeFunctions(plan)}
${declarations}
${factors}

fn finish(row: u32, unit: u32, t: u32, ${parameters}) {
  if (row >= scalars.batch || unit >= hidden) { return; }
  ${body}
}

@compute @workgroup_size(${threads}, ${threads})
fn main(@builtin(local_invocation_id) local: vec3<u32>, @builtin(workgroup_id) group: vec3<u32>) {
  let t = ${stepwise ? "u32(step)" : "0u"};
  let lane = local.y * ${threads}u + local.x;
  let depth = ${depth};
  ${eachRow
    .map((row) =>
      names(row)
        .map((name) => `var ${name} = 0f;`)
        .join(" "),
    )
    .join("\n  ")}
  ${product}
  ${eachRow
    .map((row) => {
      const place = `group.y * ${tileRows}u + local.y + ${row * threads}u, group.x * ${threads}u + local.x`;
      return `finish(${[place, "t", ...names(row)].join(", ")});`;
    })
    .join("\n  ")}
}`;
  return {
    label,
    buffers: { ...workspaceBuffer, ...ofWeights.buffers, ...buffers },
    scalars: scanScalars,
    stepwise,
    code,
  };
}

/** The bytes of workgroup memory that the forward step needs. The backward step needs fewer. */
export function stepwiseBytes(plan: ScanPlan): number {
  const rows = threads * rowsEach(plan) + 1;
  const sums = Math.max(1, plan.hiddenSlots.count, plan.lateSlots.count);
  return 4 * tileDepth * (rows + (threads + 1) * sums);
}

/** The number of workgroups along units and rows. */
export function stepGroups(plan: ScanPlan): readonly [number, number] {
  return [Math.ceil(plan.hidden / threads), Math.ceil(plan.batch / (threads * rowsEach(plan)))];
}

/** The number of rows that a thread computes. More rows save reads of Wh, as long as enough workgroups remain to keep the GPU busy. */
function rowsEach({ batch, hidden }: ScanPlan): number {
  const groups = (rows: number) => Math.ceil(hidden / threads) * Math.ceil(batch / (threads * rows));
  return [4, 2].find((rows) => groups(rows) >= busy) ?? 1;
}

/** The threads along units and along rows, and the depth of their tiles. */
const threads = 16;
const tileDepth = 16;
