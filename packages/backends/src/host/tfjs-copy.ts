/** A copy of tfjs-core that the program has loaded. */
export type TfjsCopy = { readonly version: string; readonly folder: string };
