export type { RevectorizeOptions } from "./revectorization/find-verdict.ts";
export type { Revectorization } from "./revectorization/revectorization.ts";
export { revectorizeIfSound } from "./revectorization/revectorize-if-sound.ts";
