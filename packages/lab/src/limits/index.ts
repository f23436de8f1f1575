/* Registers `<tenet-limits>`. */
import { defineElement } from "../element/define-element.ts";
import { connectLimits } from "./connect-limits.ts";
import { limitsDefinition } from "./limits-definition.ts";
import { limitsStyles } from "./limits-styles.ts";

defineElement(limitsDefinition, connectLimits, limitsStyles);

export { limitsDefinition, type TenetLimits } from "./limits-definition.ts";
