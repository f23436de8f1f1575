/** A page asks the service worker to keep the site. */
export const keepMessage = "keep the site";

/** The service worker tells that page that it has the whole site. */
export const keptMessage = "the site is kept";
