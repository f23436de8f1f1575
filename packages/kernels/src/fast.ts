/* `import "@tenetjs/kernels/fast"` in a browser registers our kernels with tfjs, as `@tenetjs/kernels/register` does. */
import "./register.ts";
import type { Revectorization } from "./revectorization/revectorization.ts";

/** Pages cannot set flags of V8. */
export const revectorization: Revectorization = { on: false, reason: "it needs Node 24 or newer on x64" };
