/* Registers `<tenet-race>`. */
import { defineElement } from "../element/define-element.ts";
import { recipeStyles } from "../recipe/recipe-styles.ts";
import { connectRace } from "./connect-race.ts";
import { raceDefinition } from "./race-definition.ts";
import { raceStyles } from "./race-styles.ts";

defineElement(raceDefinition, connectRace, recipeStyles + raceStyles);

export { raceDefinition, type TenetRace } from "./race-definition.ts";
