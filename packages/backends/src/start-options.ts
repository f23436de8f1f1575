export type StartOptions = {
  /**
   * Where a page finds tfjs's three `.wasm` files: the folder's address, or each file's by name. Default: beside the
   * script that holds tfjs, which is right in Node and wrong under most bundlers.
   */
  readonly wasmPaths?: string | Record<string, string>;
  /**
   * Whether WebGPU leaves kernels to the processor when their inputs are below 1000 values and not on the card yet.
   * Default: true, as in tfjs. Turn it off to test or to time the card itself.
   */
  readonly forwardSmallToCpu?: boolean;
};
