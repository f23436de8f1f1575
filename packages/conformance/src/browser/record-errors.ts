/* Records the page's errors in the global `recordedErrors`, for engines that report none to the tests. Imported before everything else. */
const recordedErrors: string[] = [];
Object.assign(globalThis, { recordedErrors });

addEventListener("error", ({ message }) => recordedErrors.push(message));
addEventListener("unhandledrejection", ({ reason }) => recordedErrors.push(String(reason)));

console.error = (...parts: unknown[]) => recordedErrors.push(parts.map(String).join(" "));

export {};
