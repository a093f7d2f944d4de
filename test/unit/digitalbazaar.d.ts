/** What the wallet test uses of packages that have no types. */
declare module '@digitalbazaar/data-integrity' {
  export class DataIntegrityProof {
    constructor(options: { cryptosuite: object });
  }
}
declare module '@digitalbazaar/eddsa-jcs-2022-cryptosuite' {
  export function createVerifyCryptosuite(): object;
}
declare module '@digitalbazaar/ed25519-multikey' {
  export function from(key: {
    id: string;
    controller: string;
    publicKeyMultibase: string;
  }): Promise<{ id: string }>;
}
declare module '@digitalbazaar/vc' {
  type Loaded = { contextUrl: null; documentUrl: string; document: object };
  export function defaultDocumentLoader(url: string): Promise<Loaded>;
  export function verifyCredential(options: {
    credential: object;
    suite: object;
    documentLoader: (url: string) => Promise<Loaded>;
  }): Promise<{ verified: boolean; error?: unknown }>;
}
declare module 'jsonld' {
  type Expanded = Record<string, Record<string, unknown>[]>;
  export function expand(document: object, options: object): Promise<[Expanded]>;
}
