/** The registry's own organizations, such as its operator, may have ids that no register knows. */
export const isRegistered = (id: string): boolean => id.startsWith('o-');
