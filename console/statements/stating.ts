/** Roles that state emissions of their own. */
export const STATING: readonly string[] = ['enterprise', 'generator', 'developer'];
