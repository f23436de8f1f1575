import { cp } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** Bundles the page of the project in `folder` into `output`, which then holds `index.html`, as the bundler's documentation has it. */
export type Bundle = (folder: string, output: string) => Promise<void>;

/** The pages that Vite builds. The other bundlers build the first. */
const pages = ["index.html", "start.html", "worker.html"];

/** The bundlers, with nothing configured for our packages. */
export const bundlers: Readonly<Record<string, Bundle>> = {
  async vite(folder, output) {
    const { build } = await import("vite");
    await build({
      root: join(folder, "src"),
      configFile: false,
      logLevel: "error",
      cacheDir: join(folder, "cache/vite"),
      build: {
        outDir: output,
        rolldownOptions: { input: pages.map((name) => join(folder, "src", name)) },
        chunkSizeWarningLimit: 10_000,
        reportCompressedSize: false,
      },
    });
  },
  async webpack(folder, output) {
    const { default: webpack } = await import("webpack");
    const compiler = webpack({
      mode: "production",
      context: folder,
      entry: "./src/page.js",
      output: { path: output, filename: "page.js" },
      performance: { hints: false },
      // Minifying takes longer than all else, and other bundlers of this list do it.
      optimization: { minimize: false },
    });
    const stats = await new Promise<import("webpack").Stats | undefined>((resolve, reject) => {
      compiler?.run((error, stats) => (error ? reject(error) : resolve(stats)));
    });
    if (stats?.hasErrors() !== false) throw new Error(stats?.toString("errors-only"));
    await copyHtml(folder, output);
  },
  async rollup(folder, output) {
    const [{ rollup }, { nodeResolve }, { default: commonjs }] = await Promise.all([
      import("rollup"),
      import("@rollup/plugin-node-resolve"),
      import("@rollup/plugin-commonjs"),
    ]);
    const bundle = await rollup({
      input: join(folder, "src/page.js"),
      plugins: [nodeResolve({ browser: true }), (commonjs as unknown as () => import("rollup").Plugin)()],
      onwarn: () => {},
    });
    await bundle.write({ dir: output, format: "es" });
    await bundle.close();
    await copyHtml(folder, output);
  },
  async esbuild(folder, output) {
    const { build } = await import("esbuild");
    await build({
      absWorkingDir: folder,
      entryPoints: ["src/page.js", "src/start.js"],
      bundle: true,
      minify: true,
      format: "esm",
      outdir: output,
      logLevel: "error",
    });
    await copyHtml(folder, output);
    await cp(join(folder, "src/start.html"), join(output, "start.html"));
  },
  async parcel(folder, output) {
    const { Parcel } = await import("@parcel/core");
    const bundler = new Parcel({
      entries: join(folder, "src/index.html"),
      defaultConfig: fileURLToPath(import.meta.resolve("@parcel/config-default")),
      mode: "production",
      shouldDisableCache: true,
      shouldAutoInstall: false,
      // As for webpack: to minify takes long, and other bundlers of this list do it.
      defaultTargetOptions: { distDir: output, publicUrl: "/", shouldOptimize: false, sourceMaps: false },
    });
    await bundler.run();
  },
};

/** Copies the page, which names its script `page.js`, beside the bundle of that name. */
async function copyHtml(folder: string, output: string): Promise<void> {
  await cp(join(folder, "src/index.html"), join(output, "index.html"));
}
