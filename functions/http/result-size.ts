/**
 * How large an answer may be. A function's result has at most 6 MB, in which the body is once more a text of
 * JSON: a quote within a leaf takes four bytes of it, a Chinese character three.
 */

/** Lambda's bound, less what status and headers take. */
export const BODY_BYTES_MAX = 6 * 1024 * 1024 - 16_384;

/** Bytes that the JSON of an answer takes in the function's result. */
export const bytesInResult = (json: unknown): number =>
  Buffer.byteLength(JSON.stringify(JSON.stringify(json)));
