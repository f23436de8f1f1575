export { type BrowserBenchOptions, benchInBrowser } from "./browser/bench-in-browser.ts";
export type { FileServer } from "./browser/serve-files.ts";
export { type PageServerOptions, servePage } from "./browser/serve-page.ts";
export { htmlReport } from "./report/html-report.ts";
export { nodeEnvironment } from "./run/node/environment.ts";
export { type NodeHostOptions, nodeHost } from "./run/node/node-host.ts";
