import { TenetError } from "@tenetjs/core";
import { phrase, problem } from "@tenetjs/core/internals";
import { util } from "@tensorflow/tfjs-core";
import type { WebGpuBackend, WebGpuProgram } from "../private-fields.ts";

/**
 * Makes `backend` throw a `TenetError` with the code `LIMIT_EXCEEDED` that names the limit, before anything is sent to the device.
 * tfjs does not check limits, and the device only reports an error of one of its objects later.
 */
export function checkLimits(backend: WebGpuBackend): void {
  const { limits } = backend.device;
  const maxBytes = smaller(limits, "maxBufferSize", "maxStorageBufferBindingSize");

  const upload = backend.uploadToGPU.bind(backend);
  backend.uploadToGPU = (dataId) => {
    const { resource, dtype, shape } = backend.tensorMap.get(dataId);
    if ((resource ?? null) !== null) return;
    const bytes = 4 * util.sizeFromShape(shape);
    if (bytes > maxBytes.value) {
      throw exceeded(
        `a tensor of at most ${maxBytes.value} bytes (this device's ${maxBytes.name})`,
        `${dtype} [${shape.join(", ")}] of ${bytes} bytes`,
        "Use smaller batches, shorter windows or a smaller vocabulary, or the backend wasm or cpu.",
      );
    }
    upload(dataId);
  };

  const run = backend.runWebGPUProgram.bind(backend);
  backend.runWebGPUProgram = (program, inputs, ...rest) => {
    const { maxStorageBuffersPerShaderStage: buffers, maxComputeWorkgroupsPerDimension: groups } = limits;
    if (inputs.length >= buffers) {
      throw exceeded(
        `at most ${buffers} tensors in an operation, its result included (this device's maxStorageBuffersPerShaderStage)`,
        `${inputs.length + 1} in ${program.shaderKey}`,
        "Combine fewer tensors at a time.",
      );
    }
    if (!isFlat(program) && program.dispatch.some((count) => count > groups)) {
      throw exceeded(
        `at most ${groups} workgroups along an axis (this device's maxComputeWorkgroupsPerDimension)`,
        `${program.dispatch.join(" x ")} in ${program.shaderKey}, for a result of shape [${program.outputShape.join(", ")}]`,
        "Use smaller batches.",
      );
    }
    return run(program, inputs, ...rest);
  };
}

/** Whether tfjs spreads the workgroups of `program` over three dimensions if they do not fit into one. */
function isFlat({ dispatch, dispatchLayout }: WebGpuProgram): boolean {
  return dispatchLayout.y === undefined && dispatchLayout.z === undefined && (dispatch[1] ?? 1) === 1;
}

type LimitName = "maxBufferSize" | "maxStorageBufferBindingSize";

function smaller(limits: GPUSupportedLimits, first: LimitName, second: LimitName) {
  const name = limits[first] < limits[second] ? first : second;
  return { name, value: limits[name] };
}

function exceeded(expected: string, got: string, next: string): TenetError {
  return new TenetError("LIMIT_EXCEEDED", problem("webgpu", expected, phrase(got), next));
}
