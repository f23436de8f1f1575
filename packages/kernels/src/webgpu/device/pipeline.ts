import { type BufferUse, type Shader, shaderText } from "./shader.ts";

/** A shader compiled for a device. */
export type Pipeline = { readonly pipeline: GPUComputePipeline; readonly layout: GPUBindGroupLayout };

/** The pipeline of `shader` on `device`, compiled at the first request for its text and then cached. */
export function pipelineOf(device: GPUDevice, shader: Shader): Pipeline {
  const ofDevice = pipelines.get(device) ?? new Map<string, Pipeline>();
  pipelines.set(device, ofDevice);
  const text = shaderText(shader);
  const known = ofDevice.get(text);
  if (known !== undefined) return known;
  const made = compile(device, shader, text);
  ofDevice.set(text, made);
  return made;
}

const pipelines = new WeakMap<GPUDevice, Map<string, Pipeline>>();

function compile(device: GPUDevice, shader: Shader, text: string): Pipeline {
  const { label } = shader;
  const layout = device.createBindGroupLayout({ label, entries: entriesOf(shader) });
  const pipeline = device.createComputePipeline({
    label,
    layout: device.createPipelineLayout({ bindGroupLayouts: [layout] }),
    compute: { module: device.createShaderModule({ label, code: text }), entryPoint: "main" },
  });
  return { pipeline, layout };
}

function entriesOf({ buffers, scalars, stepwise = false }: Shader): GPUBindGroupLayoutEntry[] {
  const kinds: GPUBufferBindingLayout[] = [
    ...Object.values<BufferUse>(buffers).map((use) => ({
      type: use.startsWith("read") ? ("read-only-storage" as const) : ("storage" as const),
    })),
    ...(Object.keys(scalars).length === 0 ? [] : [{ type: "uniform" as const }]),
    ...(stepwise ? [{ type: "uniform" as const, hasDynamicOffset: true, minBindingSize: 4 }] : []),
  ];
  const visibility = GPUShaderStage.COMPUTE;
  return kinds.map((buffer, binding) => ({ binding, visibility, buffer }));
}
