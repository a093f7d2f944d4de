/** The registry's own name in commits that nobody asked for. */
export const SYSTEM_ORGANIZATION = 'lvzhang-registry';
