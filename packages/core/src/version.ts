/** The version of Tenet: all its packages have the same. `pnpm release:version` writes it. */
export const version = "0.0.0";
