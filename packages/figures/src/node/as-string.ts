import { DOMParser } from "linkedom";

/**
 * A function that returns, as a string, the SVG that `draw` makes with a new document. The document is XML, so the string is
 * well-formed XML, not only HTML.
 */
export function asString<Options>(
  draw: (options: Options & { document: Document }) => Element,
): (options: Options) => string {
  return (options) => {
    const document = new DOMParser().parseFromString("<svg></svg>", "image/svg+xml");
    return draw({ ...options, document: document as unknown as Document }).outerHTML;
  };
}
