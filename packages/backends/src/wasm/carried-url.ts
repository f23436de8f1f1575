/** The path of tfjs's binary from this file, which is the same in `src` and in `dist`. */
const path = "../../dist/tfjs-backend-wasm-simd.wasm";

/**
 * The URL of this package's copy of tfjs's binary. Undefined in a bundle of a bundler that copies no assets.
 *
 * Vite, webpack and Parcel replace the expression with `new URL` by the URL of the file that they emit. esbuild and Rollup leave it as it
 * is, in a file with another name, so that it would lead to a file that is not there.
 */
export function carriedUrl(): string | undefined {
  const here: string | undefined = import.meta.url;
  // A script that is not a module has no URL.
  if (here === undefined) return undefined;
  const { href } = new URL("../../dist/tfjs-backend-wasm-simd.wasm", import.meta.url);
  const isBundled = !/\/carried-url\.[jt]s($|\?)/.test(here);
  return isBundled && href === new URL(path, here).href ? undefined : href;
}
