/* Registers `<tenet-gate>`. */
import { defineElement } from "../element/define-element.ts";
import { connectGate } from "./connect-gate.ts";
import { gateDefinition } from "./gate-definition.ts";
import { gateStyles } from "./gate-styles.ts";

defineElement(gateDefinition, connectGate, gateStyles);

export { gateDefinition, type TenetGate } from "./gate-definition.ts";
