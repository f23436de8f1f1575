import { pagesText } from "../site/pages-text.ts";

/** `llms.txt`: what the site has, for language models (llmstxt.org). */
export async function GET(): Promise<Response> {
  return new Response(await pagesText("list"));
}
