import { DOMParser } from "linkedom";

/**
 * The function that gives, as a string, the SVG that `draw` makes with a document of its own. That document is XML, so the string is
 * well-formed XML too, not just HTML.
 */
export function asString<Options>(
  draw: (options: Options & { document: Document }) => Element,
): (options: Options) => string {
  return (options) => {
    const document = new DOMParser().parseFromString("<svg></svg>", "image/svg+xml");
    return draw({ ...options, document: document as unknown as Document }).outerHTML;
  };
}
