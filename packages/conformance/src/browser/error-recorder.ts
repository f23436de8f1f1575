import { readFileSync } from "node:fs";

/** A script that records a page's errors, for the engines whose drivers report none. It has to come before all others. */
export const errorRecorder = readFileSync(new URL("../testing/record-errors.js", import.meta.url), "utf8");
