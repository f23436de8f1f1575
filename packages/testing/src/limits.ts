/*
 * Time limits for tests, in milliseconds. A limit only ends a test that hangs and does not measure speed, so each is several times what
 * a busy machine with two cores takes.
 */

/** The limit for a test, and for its set-up and clean-up. */
export const testLimit = 300_000;

/** The limit for one response of a program or a page. It is less than that of a test, so that the failure names the response. */
export const answerLimit = 120_000;

/**
 * How often a test that failed is tried again. Tests drive browsers, other processes and a machine whose speed we do not control, and in CI one failure
 * throws away all other checks. A test that passes at its second try is reported as flaky, with its error.
 */
export const retries = process.env.CI ? 1 : 0;

/** The limit for linear-time work on a few megabytes, which takes a second. Quadratic time would be hours. */
export const linearLimit = 60_000;
