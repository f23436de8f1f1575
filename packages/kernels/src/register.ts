/* `import "@tenetjs/kernels/register"`: our kernels in the place of tfjs's, on its WASM backend. */
import "@tensorflow/tfjs-backend-wasm";
import { registerKernels } from "./register-kernels.ts";

registerKernels();
