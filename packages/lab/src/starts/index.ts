/* Registers `<tenet-starts>`. */
import { defineElement } from "../element/define-element.ts";
import { connectStarts } from "./connect-starts.ts";
import { startsDefinition } from "./starts-definition.ts";
import { startsStyles } from "./starts-styles.ts";

defineElement(startsDefinition, connectStarts, startsStyles);

export { startsDefinition, type TenetStarts } from "./starts-definition.ts";
