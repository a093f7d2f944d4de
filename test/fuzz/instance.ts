/** Who asks: the demo's identities with their tokens, accounts and a stored document each. */
import { createHash } from 'node:crypto';
import type { TokenIdentity } from '../../events/cli/access-token.ts';
import { demoIdentity, demoOrganizationNames } from '../../events/cli/identities.ts';
import type { Identity } from './requests.ts';

const PDF = Buffer.from('%PDF-1.4 fuzz');

/** Finds out their accounts and stores their documents. */
export async function identitiesOf(
  url: string,
  token: (identity: TokenIdentity) => Promise<string>,
): Promise<Identity[]> {
  const names = ['operator', ...demoOrganizationNames];
  const operator = await token(demoIdentity('operator')!);
  const listed = await fetch(`${url}/v1/organizations?limit=200`, {
    headers: { authorization: `Bearer ${operator}` },
  });
  const { items } = (await listed.json()) as { items: { id: string; account?: string }[] };
  const accounts = new Map(items.map(({ id, account }) => [id, account]));
  return Promise.all(
    names.map(async (name) => {
      const identity = demoIdentity(name)!;
      const { org, roles } = identity;
      const bearer = await token(identity);
      const documents = await stored(url, bearer);
      return { name, org, roles, token: bearer, account: accounts.get(org), documents };
    }),
  );
}

/** A document in the store of that organization, if it may have one. */
async function stored(url: string, token: string): Promise<object[]> {
  const document = {
    sha256: createHash('sha256').update(PDF).digest('hex'),
    mediaType: 'application/pdf',
    bytes: PDF.length,
  };
  const asked = await fetch(`${url}/v1/documents`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'idempotency-key': 'fuzz-document',
    },
    body: JSON.stringify(document),
  });
  if (!asked.ok) return [];
  const { upload } = (await asked.json()) as { upload?: { url: string; headers: Record<string, string> } };
  if (upload) {
    const { 'content-length': _length, ...headers } = upload.headers;
    await fetch(upload.url, { method: 'PUT', headers, body: PDF });
  }
  return [document];
}
