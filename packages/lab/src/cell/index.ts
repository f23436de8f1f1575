/* Registers `<tenet-cell>`. */
import { defineElement } from "../element/define-element.ts";
import { recipeStyles } from "../recipe/recipe-styles.ts";
import { cellDefinition } from "./cell-definition.ts";
import { cellStyles } from "./cell-styles.ts";
import { connectCell } from "./connect-cell.ts";

defineElement(cellDefinition, connectCell, recipeStyles + cellStyles);

export { cellDefinition, type TenetCell } from "./cell-definition.ts";
