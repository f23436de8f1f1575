/* The page's errors, for engines that report none to the tests. It is put at the top of every page that is bundled for them. */
var recordedErrors = [];
addEventListener("error", ({ message }) => recordedErrors.push(message));
addEventListener("unhandledrejection", ({ reason }) => recordedErrors.push(String(reason)));
// biome-ignore lint/suspicious/noConsole: these errors are what is recorded
const logError = console.error;
console.error = (...parts) => {
  recordedErrors.push(parts.map(String).join(" "));
  logError(...parts);
};
