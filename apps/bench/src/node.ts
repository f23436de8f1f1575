export { htmlReport } from "./report/html-report.ts";
export { nodeEnvironment } from "./run/node/environment.ts";
export { type NodeHostOptions, nodeHost } from "./run/node/node-host.ts";
