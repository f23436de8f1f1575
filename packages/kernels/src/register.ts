/* `import "@tenetjs/kernels/register"` registers our kernels with tfjs. */
import { setWasmPaths } from "@tensorflow/tfjs-backend-wasm";
import { registerKernels } from "./register-kernels.ts";

// tfjs's kernels are registered first. esbuild keeps that order between the chunks of a page only where one uses a name of the other.
if (typeof setWasmPaths === "function") registerKernels();
