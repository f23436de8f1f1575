import type { WebGpuBackend } from "@tenetjs/backends/internals";
import type { Shader } from "./shader.ts";

/**
 * A buffer with a shader's scalars, or undefined if it has none. Most scalars are sizes, which are the same in every training step: a buffer
 * whose content was asked for before is kept, so that those are written once. Others are released when the commands are submitted.
 */
export function scalarBuffer<Scalar extends string>(
  backend: WebGpuBackend,
  shader: Shader<string, Scalar>,
  values: Readonly<Record<Scalar, number>>,
): GPUBuffer | undefined {
  const fields = Object.entries<"u32" | "i32" | "f32">(shader.scalars) as [Scalar, "u32" | "i32" | "f32"][];
  if (fields.length === 0) return undefined;
  const words = new Int32Array(fields.length);
  const floats = new Float32Array(words.buffer);
  fields.forEach(([name, type], index) => {
    (type === "f32" ? floats : words)[index] = values[name];
  });
  const { kept, asked } = contentsOf(backend);
  const content = words.join();
  const known = kept.get(content);
  if (known !== undefined) return known;
  const usage = GPUBufferUsage.COPY_DST | GPUBufferUsage.UNIFORM;
  const buffer = backend.bufferManager.acquireBuffer(words.byteLength, usage);
  backend.device.queue.writeBuffer(buffer, 0, words);
  if (asked.delete(content)) {
    forgetIfFull(kept, (old) => backend.uniformPendingDisposal.push(old));
    kept.set(content, buffer);
  } else {
    forgetIfFull(asked, () => {});
    asked.set(content, undefined);
    backend.uniformPendingDisposal.push(buffer);
  }
  return buffer;
}

/** Scalars by content: the buffers that are kept, and what was asked for once. */
type Contents = { readonly kept: Map<string, GPUBuffer>; readonly asked: Map<string, undefined> };

function contentsOf(backend: WebGpuBackend): Contents {
  const known = contents.get(backend) ?? { kept: new Map(), asked: new Map() };
  contents.set(backend, known);
  return known;
}

const contents = new WeakMap<WebGpuBackend, Contents>();

/** The most contents that are remembered: enough for a network of dozens of layers. */
const most = 1000;

/** Makes room in `entries` by removing all, which is rare and keeps this simple. */
function forgetIfFull<Value>(entries: Map<string, Value>, release: (value: Value) => void): void {
  if (entries.size < most) return;
  for (const value of entries.values()) release(value);
  entries.clear();
}
