/** Which of several cards is wanted. */
export const preference: GPURequestAdapterOptions = { powerPreference: "high-performance" };

/** A device of the card with all that it has of what large tensors and fused kernels need. */
export async function requestDevice(adapter: GPUAdapter): Promise<GPUDevice> {
  return adapter.requestDevice({
    requiredFeatures: wantedFeatures.filter((feature) => adapter.features.has(feature)),
    requiredLimits: Object.fromEntries(wantedLimits.map((limit) => [limit, adapter.limits[limit]])),
  });
}

/** The card's name: its maker's words in a page, Dawn's spelling of them in Node, else what family it is of. */
export function deviceName(info: GPUAdapterInfo): string {
  const { description, vendor, architecture, device } = info;
  const name = isDawn(info) ? device.replace(/-+$/, "") : description;
  return name || [vendor, architecture, device].filter(Boolean).join(" ") || "unnamed graphics card";
}

/** The card's driver with its version, where that is told: in Node, and in a page of a Chromium that tells developers more. */
export function driverName(info: GPUAdapterInfo & { readonly driver?: string }): string | undefined {
  return (isDawn(info) ? info.description : info.driver) || undefined;
}

/** Whether the "card" is a program on the processor. */
export function isSoftware(info: GPUAdapterInfo): boolean {
  const { isFallbackAdapter, vendor, architecture, device, description } = info;
  const words = [vendor, architecture, device, description].join(" ");
  return isFallbackAdapter || /swiftshader|llvmpipe|lavapipe|softpipe|basic[ -]render/i.test(words);
}

/**
 * Whether Dawn itself tells of the card, as in Node: then `device` is the card's name, spelled as an identifier, and `description` that of
 * its driver. In Chromium's pages `device` is a number or nothing, and `description` the card's name.
 */
function isDawn({ device, description }: GPUAdapterInfo): boolean {
  return description !== "" && /^(?!0x)[a-z0-9]+(-[a-z0-9]*)+$/.test(device);
}

/** Kernels use the last two where they are asked to. */
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
