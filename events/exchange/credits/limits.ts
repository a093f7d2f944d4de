/** The registry's limits for the texts of other registries; longer ones are cut, with a warning. */
export const BENEFICIARY_MAX = 200;
export const REASON_MAX = 500;
export const DETAILS_MAX = 1000;
export const ACCOUNT_MAX = 200;
export const GOALS_MAX = 1000;
export const CERTIFICATIONS_MAX = 500;
