/* Registers `<tenet-race>`. */
import { defineElement } from "../element/define-element.ts";
import { connectRace } from "./connect-race.ts";
import { raceDefinition } from "./race-definition.ts";
import { raceStyles } from "./race-styles.ts";

defineElement(raceDefinition, connectRace, raceStyles);

export { raceDefinition, type TenetRace } from "./race-definition.ts";
