import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { APIRoute } from "astro";
import { root } from "../../site/routes.ts";

/* The pictures that documents show by `<picture>`, which Astro leaves as it is. */
const folder = join(root, "docs/pictures");

export const getStaticPaths = () =>
  readdirSync(folder)
    .filter((name) => name.endsWith(".png"))
    .map((name) => ({ params: { name } }));

export const GET: APIRoute = ({ params }) =>
  new Response(new Uint8Array(readFileSync(join(folder, String(params.name)))), {
    headers: { "content-type": "image/png" },
  });
