export { type TargetFormat, targetFormats } from "./formats/target-formats.ts";
export { type WeightsChoice, weightsChoices } from "./run-file/run-files.ts";
