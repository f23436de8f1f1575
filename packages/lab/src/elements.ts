import { limitsDefinition } from "./limits/limits-definition.ts";
import { raceDefinition } from "./race/race-definition.ts";

/** The definitions of all elements: what their attributes, events and parts are. */
export const elements = [raceDefinition, limitsDefinition] as const;
