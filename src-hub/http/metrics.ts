import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client'

/** What an operator watches. No label carries a person, a device or an organisation. */
export function createMetrics() {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const registers = [registry]
  return {
    registry,
    operations: new Counter({
      name: 'alpo_hub_operations_total',
      help: 'Operations by outcome',
      labelNames: ['outcome'],
      registers,
    }),
    refusals: new Counter({
      name: 'alpo_hub_refusals_total',
      help: 'Requests refused, by reason',
      labelNames: ['reason'],
      registers,
    }),
    seconds: new Histogram({
      name: 'alpo_hub_request_seconds',
      help: 'Time to answer',
      labelNames: ['kind'],
      registers,
    }),
  }
}
export type Metrics = ReturnType<typeof createMetrics>
