import { wgslFunctions } from "@tenetjs/recipes/internals";
import type { Shader } from "../device/shader.ts";
import { range } from "../range.ts";
import { busy } from "../threads.ts";
import { placeFunctions, type ScanScalar, scanScalars, workspaceBuffer } from "./places.ts";
import type { ScanPlan } from "./scan-plan.ts";
import { backwardStage, carryAt, forwardStage, type StageCode } from "./stages.ts";
import { weights } from "./weights.ts";

/**
 * The shader that runs all steps forward in one dispatch. Each workgroup takes its own rows through time and keeps h in workgroup memory.
 * It is for small hidden sizes, where a dispatch costs more than a step. Sums have the order of the stepwise form, so the results are the
 * same.
 */
export function persistentForwardShader(plan: ScanPlan): Shader<string, ScanScalar> {
  const { recipe, hiddenSlots, h } = plan;
  return sequenceShader(plan, {
    ...forwardStage(plan, { keep: keepAt("(t + 1u)") }),
    label: `${recipe.name} forward, all steps`,
    sums: hiddenSlots.count,
    blocks: hiddenBlocks,
    weight: (sum) => `(k * ${hiddenSlots.count}u + ${sum}u) * hidden + unit`,
    depth: "hidden",
    first: `
  for (var unit = local.x; unit < hidden; unit += width) {
    ${"for (var each = 0u; each < rowsEach; each += 1u)"} {
      let row = firstRow + each;
      if (row < scalars.batch) { ${keepAt("0u")(0, `workspace[stateAt(row, 0u, ${h}u, unit)]`)} }
    }
  }
  workgroupBarrier();`,
    time: "i",
    product: "t",
    last: "",
  });
}

/**
 * The shader that runs all steps backward in one dispatch. The gates' gradients of the following step are in workgroup memory. The weights
 * are transposed, so that adjacent units read adjacent weights.
 */
export function persistentBackwardShader(plan: ScanPlan): Shader<string, ScanScalar> {
  const { recipe, hiddenSlots, h } = plan;
  return sequenceShader(plan, {
    ...backwardStage(plan, { keep: keepAt("t") }),
    label: `${recipe.name} backward, all steps`,
    sums: 1,
    blocks: hiddenSlots.count,
    weight: () => "k * hidden + unit",
    depth: `select(0u, ${hiddenSlots.count}u * hidden, i > 0u)`,
    first: "",
    time: "scalars.steps - 1u - i",
    product: "(t + 1u)",
    last: `${carryAt(h)} += sum0;`,
  });
}

/** The number of blocks of `hidden` values for each row in workgroup memory, which contain h. */
const hiddenBlocks = 1;

/** A statement that keeps a value in workgroup memory. Two places alternate, so that a step reads the previous values while it writes. */
function keepAt(step: string) {
  return (block: number, value: string) =>
    `kept[((${step} & 1u) * rows + row - firstRowOfGroup) * keptWidth + ${block}u * hidden + unit] = ${value};`;
}

/** The threads of a workgroup: `width` along the units and `height` along the rows, each with `rowsEach` rows. */
type ThreadGrid = { readonly width: number; readonly height: number; readonly rowsEach: number };

/** The thread grid, or undefined if workgroup memory is too small for the values that threads share. */
export function persistentThreadGrid({ gpu, batch, hidden, hiddenSlots }: ScanPlan): ThreadGrid | undefined {
  const { maxComputeInvocationsPerWorkgroup, maxComputeWorkgroupStorageSize } = gpu.device.limits;
  const most = Math.min(maxThreads, maxComputeInvocationsPerWorkgroup);
  const width = Math.min(most, Math.ceil(hidden / 16) * 16);
  const height = Math.min(batch, Math.floor(most / width));
  const bytes = (rowsEach: number) =>
    2 * 4 * height * rowsEach * Math.max(hiddenBlocks, hiddenSlots.count) * hidden;
  const rowsEach = [4, 2, 1].find(
    (rows) =>
      bytes(rows) <= maxComputeWorkgroupStorageSize && (rows === 1 || batch / (height * rows) >= busy),
  );
  return rowsEach === undefined ? undefined : { width, height, rowsEach };
}

/** The number of workgroups, each of which has its own rows. */
export function persistentGroups(plan: ScanPlan): readonly [number] {
  const { height, rowsEach } = persistentThreadGrid(plan) as ThreadGrid;
  return [Math.ceil(plan.batch / (height * rowsEach))];
}

const maxThreads = 256;

type SequenceShader = StageCode & {
  readonly label: string;
  /** The number of sums of products along `k` for each row and unit. */
  readonly sums: number;
  /** The number of blocks that are kept in workgroup memory. */
  readonly blocks: number;
  /** The index of the weight of a sum, at `k` and `unit`. */
  weight(sum: number): string;
  /** The number of products of a sum in pass `i`. */
  readonly depth: string;
  /** Statements before the first pass. */
  readonly first: string;
  /** The step of pass `i`. */
  readonly time: string;
  /** The step whose values are multiplied. */
  readonly product: string;
  /** Statements for `row` and `unit` after the last pass, with the sums over the values that it kept. */
  readonly last: string;
};

function sequenceShader(plan: ScanPlan, shader: SequenceShader): Shader<string, ScanScalar> {
  const { label, buffers, declarations, body, sums, blocks, weight, depth, first, time, product, last } =
    shader;
  const { width, height, rowsEach } = persistentThreadGrid(plan) as ThreadGrid;
  const rows = range(rowsEach);
  const eachSum = range(sums);
  const ofWeights = weights(plan);
  const parameters = eachSum.map((sum) => `sum${sum}: f32`).join(", ");
  const named = (row: number) => eachSum.map((sum) => `sum${row}_${sum}`);
  const multiply = `
      ${rows.flatMap((row) => named(row).map((name) => `var ${name} = 0f;`)).join(" ")}
      for (var k = 0u; k < depth; k += 1u) {
        ${eachSum.map((sum) => `let b${sum} = weightAt(${weight(sum)});`).join(" ")}
        ${rows
          .map(
            (row) =>
              `let a${row} = kept[keptAt + ${row}u * keptWidth + k]; ` +
              eachSum.map((sum) => `sum${row}_${sum} += a${row} * b${sum};`).join(" "),
          )
          .join("\n        ")}
      }`;
  const call = (name: string) =>
    rows
      .map(
        (row) =>
          `${name}(${["firstRow", row].join(" + ")}u, unit, t, firstRowOfGroup${named(row)
            .map((sum) => `, ${sum}`)
            .join("")});`,
      )
      .join(" ");
  const pass = (name: string) => `
    let keptAt = ((${product} & 1u) * rows + local.y * rowsEach) * keptWidth;
    for (var unit = local.x; unit < hidden; unit += width) {
      ${multiply}
      ${call(name)}
    }`;
  const header = (name: string, statements: string) =>
    `fn ${name}(row: u32, unit: u32, t: u32, firstRowOfGroup: u32, ${parameters}) {
  if (row >= scalars.batch) { return; }
  ${statements}
}`;
  return {
    label,
    buffers: { ...workspaceBuffer, ...ofWeights.buffers, ...buffers },
    scalars: scanScalars,
    code: `${wgslFunctions}
${placeFunctions(plan)}
${declarations}
${ofWeights.declarations}
const width = ${width}u;
const rowsEach = ${rowsEach}u;
const rows = ${height * rowsEach}u;
const keptWidth = ${blocks}u * hidden;
var<workgroup> kept: array<f32, ${2 * height * rowsEach * blocks * plan.hidden}>;

${header("finish", body)}
${last === "" ? "" : header("finishLast", last)}

@compute @workgroup_size(${width}, ${height})
fn main(@builtin(local_invocation_id) local: vec3<u32>, @builtin(workgroup_id) group: vec3<u32>) {
  let firstRowOfGroup = group.x * rows;
  let firstRow = firstRowOfGroup + local.y * rowsEach;
  ${first}
  for (var i = 0u; i < scalars.steps; i += 1u) {
    let t = ${time};
    let depth = ${depth};
    ${pass("finish")}
    workgroupBarrier();
  }
  ${last === "" ? "" : `{ let t = 0u - 1u; let i = 1u; let depth = ${depth}; ${pass("finishLast")} }`}
}`,
  };
}
