import type { Host } from "../element/host.ts";
import type { memoryDefinition } from "./memory-definition.ts";

export type MemoryHost = Host<(typeof memoryDefinition)["controls"]>;
