/**
 * The make-believe AWS account of this machine: the values for pseudo parameters, ARNs and SDK clients.
 * DynamoDB Local accepts any credentials; nothing here gives access to anything outside loopback.
 */
export const REGION = 'local';
export const ACCOUNT = '000000000000';
export const PARTITION = 'aws';
export const CREDENTIALS = { accessKeyId: 'local', secretAccessKey: 'local' } as const;

/** An ARN in that account, e.g. `arn:aws:lambda:local:000000000000:function:Sequencer`. */
export function localArn(service: string, resource: string): string {
  return `arn:${PARTITION}:${service}:${REGION}:${ACCOUNT}:${resource}`;
}
