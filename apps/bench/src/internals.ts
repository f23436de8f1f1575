export { browserPrograms, findBrowser, isProgram } from "./browser/find-browser.ts";
export {
  crossOriginIsolation,
  type FileServer,
  type ServedFiles,
  serveFiles,
} from "./browser/serve-files.ts";
