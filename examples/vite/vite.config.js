import { defineConfig } from "vite";

// Headers with which a page may share memory with workers, so that the kernels use several threads.
const headers = {
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Embedder-Policy": "require-corp",
};

export default defineConfig({
  base: "./",
  server: { headers },
  preview: { headers },
  worker: { format: "es" },
});
