import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

// Headers with which a page may share memory with workers, so that the kernels use several threads.
const headers = {
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Embedder-Policy": "require-corp",
};

export default defineConfig({
  base: "./",
  plugins: [react()],
  server: { headers },
  preview: { headers },
  worker: { format: "es" },
});
