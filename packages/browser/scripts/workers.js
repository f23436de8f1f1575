import { readFile } from "node:fs/promises";
import { basename, dirname } from "node:path";

/*
 * Elements of the lab open their workers by `new Worker(new URL("./worker.js", import.meta.url), …)`, which esbuild leaves as it is. In the prebuilt files, the
 * workers have other places. A browser refuses a worker from another origin, such as a CDN's, but lets a worker of the page's origin import it.
 */

const opened = 'new Worker(new URL("./worker.js", import.meta.url),';

/** @type {import("esbuild").Plugin} */
export const workers = {
  name: "workers",
  setup(build) {
    build.onResolve({ filter: /^prebuilt-worker$/ }, () => ({
      path: "prebuilt-worker",
      namespace: "workers",
    }));
    build.onLoad({ filter: /.*/, namespace: "workers" }, () => ({ contents: prebuilt }));
    build.onLoad({ filter: /lab\/dist\/[a-z]+\/(connect-[a-z]+|recipe-runner)\.js$/ }, async ({ path }) => {
      const code = await readFile(path, "utf8");
      const file = `lab/${basename(dirname(path))}-worker.js`;
      const contents = code.replaceAll(opened, `prebuiltWorker(${JSON.stringify(file)},`);
      if (contents === code) return { contents };
      return { contents: `import { prebuiltWorker } from "prebuilt-worker";\n${contents}` };
    });
  },
};

// esbuild puts this module beside the entries, or in the folder `chunks` or `lab`.
const prebuilt = `
const dist = new URL(/\\/(chunks|lab)\\/[^/]*$/.test(import.meta.url) ? ".." : ".", import.meta.url);
export function prebuiltWorker(file, options) {
  const url = new URL(file, dist).href;
  if (new URL(url).origin === location.origin) return new Worker(url, options);
  const blob = new Blob(["import " + JSON.stringify(url) + ";"], { type: "text/javascript" });
  return new Worker(URL.createObjectURL(blob), options);
}
`;
