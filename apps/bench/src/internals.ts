export { browserPrograms, findBrowser } from "./browser/find-browser.ts";
export { findProgram, isProgram } from "./browser/find-program.ts";
export {
  crossOriginIsolation,
  type FileServer,
  type ServedFiles,
  serveFiles,
} from "./browser/serve-files.ts";
export { nodeEnvironment } from "./run/node/environment.ts";
