export type { Site } from "../bundle.ts";
export { engineForTests } from "../engine-for-tests.ts";
export { errorRecorder } from "../error-recorder.ts";
export { serve } from "../serve.ts";
export { sharedBundle } from "../shared-bundle.ts";
export { type ChromiumBrowser, chromium } from "./chromium.ts";
export type { Browser, Engine, Tab } from "./engine.ts";
export { firefox } from "./firefox.ts";
export { webkit } from "./webkit.ts";
