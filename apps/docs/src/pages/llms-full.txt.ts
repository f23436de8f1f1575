import { pagesText } from "../site/pages-text.ts";

/** The Markdown of all pages in one file, for language models. */
export async function GET(): Promise<Response> {
  return new Response(await pagesText("full"));
}
