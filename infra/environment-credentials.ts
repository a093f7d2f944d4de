/**
 * Stands in for `@aws-sdk/credential-provider-node` in the bundles. A Lambda function has its credentials in
 * its environment only; the code that looks for them in files, single sign-on and other processes was a
 * quarter of every bundle and a third of its import time, and no function should be able to use it.
 */
export { fromEnv as defaultProvider } from '@aws-sdk/credential-provider-env';
