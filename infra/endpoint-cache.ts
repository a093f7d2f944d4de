/**
 * Stands in for the SDK's cache of discovered endpoints. Endpoint discovery is off: DynamoDB's endpoint is
 * the region's, or a configured one. The SDK's own cache brings a library of data structures into every
 * function.
 */
export class EndpointCache {
  get(): undefined {
    return undefined;
  }
  getEndpoint(): undefined {
    return undefined;
  }
  set(): void {}
  delete(): void {}
  has(): boolean {
    return false;
  }
  clear(): void {}
}
