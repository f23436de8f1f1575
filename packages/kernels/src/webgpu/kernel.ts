import { kernelsBy } from "../kernel.ts";
import { gpuOf } from "./device/gpu-of.ts";

/** A kernel for tfjs's WebGPU backend, from the function that computes it. */
export const kernel = kernelsBy((backend) => ({ gpu: gpuOf(backend) }));
