/** Resource types that the local runner emulates; the module beside each says how. */
export const emulated = {
  'AWS::ApiGatewayV2::Api': 'api.ts',
  'AWS::ApiGatewayV2::Authorizer': 'api.ts',
  'AWS::ApiGatewayV2::Integration': 'api.ts',
  'AWS::ApiGatewayV2::Route': 'api.ts',
  'AWS::ApiGatewayV2::Stage': 'api.ts',
  'AWS::DynamoDB::Table': 'table.ts',
  'AWS::Events::EventBus': 'bus.ts',
  'AWS::Events::Rule': 'schedule.ts',
  'AWS::KMS::Key': 'kms.ts',
  'AWS::Lambda::EventSourceMapping': 'streams.ts',
  'AWS::Lambda::Function': 'lambda.ts',
  'AWS::S3::Bucket': 's3.ts',
} as const;

export type EmulatedType = keyof typeof emulated;

/** Resource types that do nothing on one machine, with reasons. A type in neither table is refused. */
export const withoutLocalEffect: Readonly<Record<string, string>> = {
  'AWS::CDK::Metadata': 'usage statistics of the CDK',
  'AWS::CloudWatch::Alarm': 'nobody is on call for a laptop; the metrics are in the functions’ log',
  'AWS::CloudWatch::Dashboard': 'the metrics are in the functions’ log',
  'AWS::IAM::ManagedPolicy': 'one user owns everything here; template tests check the permissions',
  'AWS::IAM::Policy': 'one user owns everything here; template tests check the permissions',
  'AWS::IAM::Role': 'one user owns everything here; template tests check the permissions',
  'AWS::KMS::Alias': 'functions name the key itself',
  'AWS::Lambda::EventInvokeConfig': 'a failed run of a schedule is logged, and its next run is its retry',
  'AWS::Lambda::Permission': 'the runner invokes only what routes, mappings and rules name',
  'AWS::Logs::LogGroup': 'functions log into one file of the instance’s folder',
  'AWS::S3::BucketPolicy': 'one user owns everything here; template tests check the permissions',
  'AWS::SNS::Topic': 'carries alarms only',
  'AWS::SNS::TopicPolicy': 'carries alarms only',
  'AWS::SNS::Subscription': 'carries alarms only',
  'AWS::SQS::Queue': 'holds failed stream records only; here they are logged',
  'AWS::SQS::QueuePolicy': 'holds failed stream records only; here they are logged',
};
