export { cacheDirectory } from "./cache-directory.ts";
export { type ProcessorKind, processorKind } from "./processor-kind.ts";
