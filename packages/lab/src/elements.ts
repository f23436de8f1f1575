import { raceDefinition } from "./race/race-definition.ts";
import { textDefinition } from "./text/text-definition.ts";

/** The definitions of all elements: what their attributes, events and parts are. */
export const elements = [raceDefinition, textDefinition] as const;
