import type { Shader } from "../device/shader.ts";
import { type Tile, type TiledProduct, tiledProduct } from "../tiled-product.ts";
import { placeFunctions, type ScanScalar, scanScalars, workspaceBuffer } from "./places.ts";
import type { ScanPlan } from "./scan-plan.ts";

type Product<Buffer extends string> = Shader<Buffer, ScanScalar | "m" | "n" | "k">;

/** The shader that writes x Wx of all steps to the slots of the gates. */
export function inputProductShader(plan: ScanPlan, tile: Tile): Product<"workspace" | "x" | "wx"> {
  return product(plan, tile, {
    label: "input product",
    buffers: { ...workspaceBuffer, x: "read f32", wx: "read f32" },
    left: `x[${rowOfInputs("m")} * ${plan.inputSize}u + k]`,
    leftAlong: "k",
    right: "wx[k * scalars.n + n]",
    rightAlong: "n",
    store: `workspace[${gateAt("m", "n")}] = value;`,
  });
}

/** The shader of dx = dG Wx^T, for all steps at once. */
export function inputGradientShader(plan: ScanPlan, tile: Tile): Product<"workspace" | "gradient" | "wx"> {
  return product(plan, tile, {
    label: "gradient of inputs",
    buffers: { ...workspaceBuffer, gradient: "write f32", wx: "read f32" },
    left: `workspace[${gateAt("m", "k")}]`,
    leftAlong: "k",
    right: "wx[n * scalars.k + k]",
    rightAlong: "k",
    store: `gradient[${rowOfInputs("m")} * ${plan.inputSize}u + n] = value;`,
  });
}

/** The shader of dWx = x^T dG, over all steps at once. */
export function inputWeightsGradientShader(
  plan: ScanPlan,
  tile: Tile,
): Product<"workspace" | "x" | "gradient"> {
  return product(plan, tile, {
    label: "gradient of Wx",
    buffers: { ...workspaceBuffer, x: "read f32", gradient: "write f32" },
    left: `x[${rowOfInputs("k")} * ${plan.inputSize}u + m]`,
    leftAlong: "m",
    right: `workspace[${gateAt("k", "n")}]`,
    rightAlong: "n",
    store: "gradient[m * scalars.n + n] = value;",
  });
}

/** The shader of dWh = h^T dG over all steps at once, in the columns of these slots. In those of a second product, its factor stands in the place of h. */
export function hiddenWeightsGradientShader(
  plan: ScanPlan,
  tile: Tile,
  part: "hiddenSlots" | "lateSlots",
): Product<"workspace" | "gradient"> {
  const { h, hiddenSlots, lateSlots, program } = plan;
  const [first, blocks] = [plan[part].first, hiddenSlots.count + lateSlots.count];
  const place =
    part === "hiddenSlots"
      ? `stateAt(k % scalars.batch, k / scalars.batch, ${h}u, m)`
      : `slotAt(k, 0u, ${program.second?.slots.factor}u, m)`;
  return product(plan, tile, {
    label: `gradient of ${part === "hiddenSlots" ? "Wh" : "Wh, second product"}`,
    buffers: { ...workspaceBuffer, gradient: "write f32" },
    left: `workspace[${place}]`,
    leftAlong: "m",
    right: `workspace[slotAt(k, 0u, ${first}u, n)]`,
    rightAlong: "n",
    store: `gradient[(m * ${blocks}u + ${first - hiddenSlots.first}u) * hidden + n] = value;`,
  });
}

/** The threads in a workgroup of {@link idWeightsGradientShader}, each of which has a column. */
export const columnThreads = 64;

/** The shader of dWx if inputs are ids: each row is the sum of dG over the steps with its id. No two threads add to the same number. */
export function idWeightsGradientShader(
  plan: ScanPlan,
): Shader<"workspace" | "ids" | "gradient", ScanScalar> {
  const columns = plan.inputSlots.length * plan.hidden;
  return {
    label: `${plan.recipe.name} gradient of Wx by ids`,
    buffers: { ...workspaceBuffer, ids: "read i32", gradient: "write f32" },
    scalars: scanScalars,
    code: `${declarations(plan)}
@compute @workgroup_size(${columnThreads})
fn main(@builtin(local_invocation_id) local: vec3<u32>, @builtin(workgroup_id) group: vec3<u32>) {
  let column = group.x * ${columnThreads}u + local.x;
  let id = i32(group.y);
  if (column >= ${columns}u) { return; }
  var sum = 0f;
  for (var t = 0u; t < scalars.steps; t += 1u) {
    for (var row = 0u; row < scalars.batch; row += 1u) {
      if (ids[row * scalars.steps + t] == id) { sum += workspace[gateAt(t * scalars.batch + row, column)]; }
    }
  }
  gradient[group.y * ${columns}u + column] = sum;
}`,
  };
}

function product<Buffer extends string>(
  plan: ScanPlan,
  tile: Tile,
  { label, ...rest }: Omit<TiledProduct<Buffer, ScanScalar>, "scalars" | "declarations">,
): Product<Buffer> {
  return tiledProduct(
    {
      ...rest,
      label: `${plan.recipe.name} ${label}`,
      scalars: scanScalars,
      declarations: declarations(plan),
    },
    tile,
  );
}

/** WGSL for the place of a column of x Wx in the slots of the gates. `row` counts the rows of all steps. */
function gateAt(row: string, column: string): string {
  return `gateAt(${row}, ${column})`;
}

function declarations(plan: ScanPlan): string {
  const { inputSlots } = plan;
  const count = Math.max(1, inputSlots.length);
  return `${placeFunctions(plan)}
const inputSlot = array<u32, ${count}>(${inputSlots.length === 0 ? "0u" : inputSlots.map((slot) => `${slot}u`).join(", ")});
fn gateAt(row: u32, column: u32) -> u32 {
  return slotAt(row, 0u, inputSlot[column / hidden], column % hidden);
}`;
}

/** WGSL for the row of the inputs, which are `[batch, time]`, of row `row` in the layout `[time, batch]`. */
function rowOfInputs(row: string): string {
  return `((${row} % scalars.batch) * scalars.steps + ${row} / scalars.batch)`;
}
