/*
 * How long what tests wait for may take, in milliseconds. A limit ends what hangs and says nothing of speed, so each is several times what
 * a machine of two cores takes that does much else.
 */

/** For a test, and for what comes before and after it. */
export const testLimit = 300_000;

/** For one answer in a test, of a program or a page. Less than the test's, so that the failure names what did not come. */
export const answerLimit = 120_000;

/** For linear-time work on a megabyte or a few, which takes a second; in quadratic time it would take hours. */
export const linearLimit = 60_000;
