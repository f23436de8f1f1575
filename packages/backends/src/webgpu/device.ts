/** The preferred adapter, if there are several. */
export const preference: GPURequestAdapterOptions = { powerPreference: "high-performance" };

/** A device with the features that our kernels use, where the adapter has them, and with the adapter's own limits. */
export async function requestDevice(adapter: GPUAdapter): Promise<GPUDevice> {
  return adapter.requestDevice({
    requiredFeatures: wantedFeatures.filter((feature) => adapter.features.has(feature)),
    requiredLimits: Object.fromEntries(wantedLimits.map((limit) => [limit, adapter.limits[limit]])),
  });
}

/** The GPU's name: the vendor's in a page, Dawn's spelling of it in Node, otherwise its vendor and architecture. */
export function deviceName(info: GPUAdapterInfo): string {
  const { description, vendor, architecture, device } = info;
  const name = isDawn(info) ? device.replace(/-+$/, "") : description;
  return name || [vendor, architecture, device].filter(Boolean).join(" ") || "unnamed GPU";
}

/** The GPU's driver and its version. Only Node, and Chromium with WebGPU developer features, report them. */
export function driverName(info: GPUAdapterInfo & { readonly driver?: string }): string | undefined {
  return (isDawn(info) ? info.description : info.driver) || undefined;
}

/** Whether the adapter is a software adapter such as SwiftShader or llvmpipe. */
export function isSoftware(info: GPUAdapterInfo): boolean {
  const { isFallbackAdapter, vendor, architecture, device, description } = info;
  const words = [vendor, architecture, device, description].join(" ");
  return isFallbackAdapter || /swiftshader|llvmpipe|lavapipe|softpipe|basic[ -]render/i.test(words);
}

/**
 * Whether the info comes from Dawn directly, as in Node. There `device` is the GPU's name, spelled as an identifier, and
 * `description` is its driver's. In Chromium's pages `device` is a number or empty, and `description` is the GPU's name.
 */
function isDawn({ device, description }: GPUAdapterInfo): boolean {
  return description !== "" && /^(?!0x)[a-z0-9]+(-[a-z0-9]*)+$/.test(device);
}

/** Kernels use the last two only if they are configured to. */
const wantedFeatures = ["timestamp-query", "subgroups", "shader-f16"] as const;

const wantedLimits = [
  "maxBufferSize",
  "maxStorageBufferBindingSize",
  "maxStorageBuffersPerShaderStage",
  "maxComputeInvocationsPerWorkgroup",
  "maxComputeWorkgroupSizeX",
  "maxComputeWorkgroupStorageSize",
  "maxComputeWorkgroupsPerDimension",
] as const;
