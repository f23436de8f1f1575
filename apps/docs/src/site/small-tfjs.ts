/**
 * A Vite plugin that leaves out of tfjs's WASM backend what the site never runs: kernels for images, convolutions, sparse tensors, strings, counts, draws and functions that no cell has, and its build with
 * threads of its own, which `start` of `@tenetjs/backends` never starts. Pages with networks are a tenth smaller for it. Of the licence that stands in each of tfjs's files, it leaves
 * one of each package.
 */
export function smallTfjs() {
  return {
    name: "small-tfjs",
    enforce: "pre" as const,
    resolveId: (id: string) => (threadedBuild.test(id) ? emptyBuild : undefined),
    load: (id: string) =>
      id === emptyBuild ? "export default undefined; export const wasmWorkerContents = '';" : undefined,
    transform: (code: string, id: string) => {
      if (allKernels.test(id)) return code.replaceAll(unusedKernel, "");
      return tfjsFile.test(id) && !licensed.test(id) ? code.replace(licence, "") : undefined;
    },
  };
}

const threadedBuild = /\/tfjs-backend-wasm-threaded-simd(\.worker)?\.js$/;
const emptyBuild = "\0tfjs-backend-wasm-threaded-simd";

const allKernels = /\/tfjs-backend-wasm\/dist\/register_all_kernels\.js$/;
const unusedKinds =
  "\\w*conv[23]d|\\w*pool|dilation2D|lrn|resize|crop|flip|rotate|transform|\\w*ToSpace|spaceTo|nonMax|sparse|string|fusedBatchNorm|fusedDepthwise|\\w*bincount|multinomial|searchSorted|mirrorPad|cumprod|bitwise";
const unusedKernels =
  "acosh?|asinh?|atan[2h]?|cosh|sinh|tan|elu|eluGrad|erf|expm1|leakyRelu|prelu|relu6|selu|isFinite|isInf|isNaN|linSpace|floorDiv|stridedSlice|broadcastArgs|diag|topK|unique|gatherNd|scatterNd|tensorScatterUpdate|logicalXor";
/** A line with a kernel whose name is one of these or begins with one of those kinds: its import, or its place in the list. */
const unusedKernel = new RegExp(`^.*\\b(?:(?:${unusedKinds})\\w*|${unusedKernels})Config\\b.*$`, "gim");

const tfjsFile = /\/@tensorflow\/tfjs-[^/]+\/dist\/.*\.js$/;
/** A file of each package that every page with a network has. */
const licensed = /\/dist\/(engine|backend_wasm|kernel_utils|shared)\.js$/;
const licence = /^\/\*\*\s+\* @license[\s\S]*?\*\/\s*/;
