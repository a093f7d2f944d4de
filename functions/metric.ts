/** CloudWatch metrics by the embedded metric format: a log line, no call. */
import { setting } from './world.ts';

/** Reports one value of a metric. */
export function gauge(name: string, value: number, unit: 'Seconds' | 'Count'): void {
  const definition = {
    Namespace: setting('METRIC_NAMESPACE'),
    Dimensions: [[]],
    Metrics: [{ Name: name, Unit: unit }],
  };
  // Straight to the stream: in Lambda's JSON log format console.log would wrap the line and the metric be lost.
  const metric = { _aws: { Timestamp: Date.now(), CloudWatchMetrics: [definition] }, [name]: value };
  process.stdout.write(`${JSON.stringify(metric)}\n`);
}
