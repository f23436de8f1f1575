export type StartOptions = {
  /**
   * Where a page finds tfjs's three `.wasm` files: the folder's address, or each file's by name. Default: beside the
   * script that holds tfjs, which is right in Node and wrong under most bundlers.
   */
  readonly wasmPaths?: string | Record<string, string>;
};
