export { compose, documentOr, leftOutNote, type Parts } from "./compose.ts";
export { type LegendEntry, legend } from "./legend.ts";
export { type Look, look } from "./look.ts";
export { median } from "./series.ts";
export { spaced } from "./spaced.ts";
export { plainLine, shorten } from "./text.ts";
