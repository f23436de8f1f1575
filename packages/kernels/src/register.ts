/* `import "@tenetjs/kernels/register"` registers our kernels with tfjs. */
import "@tensorflow/tfjs-backend-wasm";
import { registerKernels } from "./register-kernels.ts";

registerKernels();
