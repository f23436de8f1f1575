/** The tfjs backends that this package starts, in the order in which `"auto"` prefers them. */
export const backendNames = ["webgpu", "wasm", "cpu"] as const;

export type BackendName = (typeof backendNames)[number];
