/** CloudWatch metrics in the embedded metric format: a log line instead of a call. */
import { setting } from './world.ts';

/** Reports one value of a metric. */
export function gauge(name: string, value: number, unit: 'Seconds' | 'Count'): void {
  const definition = {
    Namespace: setting('METRIC_NAMESPACE'),
    Dimensions: [[]],
    Metrics: [{ Name: name, Unit: unit }],
  };
  // Raw JSON on standard output: CloudWatch finds `_aws` only at the top of a log event. In Lambda's JSON log
  // format console.log would put this object under `message` and the metric would be lost (the format's
  // client library had that fault before 4.1.1: AWS, Creating logs in embedded metric format using the client
  // libraries).
  const metric = { _aws: { Timestamp: Date.now(), CloudWatchMetrics: [definition] }, [name]: value };
  process.stdout.write(`${JSON.stringify(metric)}\n`);
}
