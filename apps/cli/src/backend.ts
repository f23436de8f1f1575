import "@tenetjs/kernels/register";

/** Starts a backend with our kernels in the place of tfjs's: what every command that computes begins with. */
export { start as startBackend } from "@tenetjs/backends";
