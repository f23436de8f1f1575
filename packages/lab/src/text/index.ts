/* Registers `<tenet-text>`. */
import { defineElement } from "../element/define-element.ts";
import { connectText } from "./connect-text.ts";
import { textDefinition } from "./text-definition.ts";
import { textStyles } from "./text-styles.ts";

defineElement(textDefinition, connectText, textStyles);

export { type TenetText, textDefinition } from "./text-definition.ts";
