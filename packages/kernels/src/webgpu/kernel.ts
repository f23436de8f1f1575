import { kernelsBy } from "../kernel.ts";
import { gpuOf } from "./device/gpu-of.ts";

/** A kernel of ours on tfjs's WebGPU backend, from what it computes. */
export const kernel = kernelsBy((backend) => ({ gpu: gpuOf(backend) }));
