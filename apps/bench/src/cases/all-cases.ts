import type { Case } from "./case.ts";
import { inferCases } from "./infer.ts";
import { scalingCases } from "./scaling.ts";
import { startUpCases } from "./start-up.ts";
import { trainCases } from "./train.ts";

/** Every case, in the order in which cases are measured and shown. */
export const allCases: readonly Case[] = [...trainCases, ...inferCases, ...startUpCases, ...scalingCases];
