export type { Revectorization } from "./revectorization/revectorization.ts";
export { type RevectorizeOptions, revectorizeIfSound } from "./revectorization/revectorize-if-sound.ts";
