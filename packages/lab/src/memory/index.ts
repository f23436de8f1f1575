/* Registers `<tenet-memory>`. */
import { defineElement } from "../element/define-element.ts";
import { connectMemory } from "./connect-memory.ts";
import { memoryDefinition } from "./memory-definition.ts";
import { memoryStyles } from "./memory-styles.ts";

defineElement(memoryDefinition, connectMemory, memoryStyles);

export { memoryDefinition, type TenetMemory } from "./memory-definition.ts";
