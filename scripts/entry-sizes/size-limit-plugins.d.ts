// The plugins of Size Limit come without types. They are passed to `size-limit` as they are: its types say that each is a function.
declare module "@size-limit/esbuild" {
  export { plugin as default };

  function plugin(...args: unknown[]): unknown;
}
declare module "@size-limit/file" {
  export { plugin as default };

  function plugin(...args: unknown[]): unknown;
}
