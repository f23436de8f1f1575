import type { TensorInfo } from "@tensorflow/tfjs-core";
import type { BufferUse, Shader } from "../device/shader.ts";
import { groupsFor, spread } from "../threads.ts";
import type { ScanPlan } from "./scan-plan.ts";

/** The buffer of the recurrent weights and the WGSL function `weightAt(index)` that reads them, for the given storage. */
export function weights({ storage }: Pick<ScanPlan, "storage">): {
  readonly buffers: Readonly<Record<"wh", BufferUse>>;
  readonly declarations: string;
} {
  return storage === "f32"
    ? { buffers: { wh: "read f32" }, declarations: "fn weightAt(index: u32) -> f32 { return wh[index]; }" }
    : {
        buffers: { wh: "read u32" },
        declarations:
          "fn weightAt(index: u32) -> f32 { return unpack2x16float(wh[index / 2u])[index % 2u]; }",
      };
}

/**
 * Calls `use` with Wh in the form that a scan's steps read: the tensor itself, or a copy that is transposed, stored as float16, or both.
 * float16 rounds a weight by up to 2^-11 of its value (0.05 %); sums and everything else stay float32.
 */
export function withWeights(
  { gpu, storage }: Pick<ScanPlan, "gpu" | "storage">,
  wh: TensorInfo,
  transposed: boolean,
  use: (stored: TensorInfo) => void,
): void {
  const [rows, columns] = wh.shape as [number, number];
  if ((storage === "f32" && !transposed) || rows * columns === 0) {
    use(wh);
    return;
  }
  const words = storage === "f16" ? Math.ceil((rows * columns) / 2) : rows * columns;
  const stored = gpu.output([words], storage === "f16" ? "int32" : "float32");
  gpu.dispatch(storeShader(storage, transposed), {
    buffers: { wh, stored },
    scalars: { rows, columns },
    groups: [groupsFor(gpu, words)],
  });
  use(stored);
  gpu.dispose(stored);
}

/** The shader that stores the weights. Each thread writes one word at a time. */
function storeShader(
  storage: ScanPlan["storage"],
  transposed: boolean,
): Shader<"wh" | "stored", "rows" | "columns"> {
  const at = transposed ? "wh[(index % scalars.rows) * scalars.columns + index / scalars.rows]" : "wh[index]";
  const half = storage === "f16";
  return {
    label: `weights as ${storage}${transposed ? ", transposed" : ""}`,
    buffers: { wh: "read f32", stored: half ? "write u32" : "write f32" },
    scalars: { rows: "u32", columns: "u32" },
    code: `fn weight(index: u32) -> f32 {
  if (index >= scalars.rows * scalars.columns) { return 0f; }
  return ${at};
}
${spread.main} {
  ${spread.stride}
  for (var word = at.x; word < arrayLength(&stored); word += stride) {
    stored[word] = ${half ? "pack2x16float(vec2(weight(2u * word), weight(2u * word + 1u)))" : "weight(word)"};
  }
}`,
  };
}
