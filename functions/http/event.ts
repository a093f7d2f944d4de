import type { APIGatewayProxyEventV2WithJWTAuthorizer } from 'aws-lambda';

/** What API Gateway hands over after its JWT authorizer: an HTTP API event, payload 2.0. */
export type HttpEvent = APIGatewayProxyEventV2WithJWTAuthorizer;
