import { obeysJobOrderContract } from '#test/job-order.contract';
import { obeysJobQueueContract } from '#test/job-queue.contract';

describe('JobQueue on PostgreSQL', () => {
  const backend = () => Promise.resolve({ QUEUE_BACKEND: 'postgres' });

  obeysJobQueueContract(backend);
  obeysJobOrderContract(backend);
});
