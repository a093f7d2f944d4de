/** Lambda: the deliverer. Every minute it sends the log's new leaves to the webhooks of those they name. */
import { gauge } from './metric.ts';
import { reachOf } from './webhooks/address.ts';
import { type Delivered, deliverAll } from './webhooks/deliver.ts';
import { Hooks } from './webhooks/hooks.ts';
import { sender } from './webhooks/send.ts';
import { theWork } from './work/work-table.ts';
import { theWorld } from './world.ts';

/** Leaves some of the function's 60 s for the last attempt, and what is written after it. */
const RUN_MS = 35_000;

const send = sender({ reach: reachOf(process.env) });

export async function handler(): Promise<Delivered> {
  const world = theWorld();
  const deadline = new Date(world.now().getTime() + RUN_MS);
  const delivered = await deliverAll(world, new Hooks(theWork(), world.now), send, deadline);
  gauge('WebhookAttemptsFailed', delivered.failed, 'Count');
  gauge('WebhookDeliveriesDead', delivered.dead, 'Count');
  return delivered;
}
