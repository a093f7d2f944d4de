/** njre 3 ships no types; this declares the part in use. */
declare module 'njre' {
  /** Downloads a Java runtime of a major version and unpacks it into a folder `jre` beside `installPath`. */
  export function install(version: number, options: { installPath: string }): Promise<string>;
}
