import type { InProcessAws } from '../../../faults/support/in-process-aws.ts';
import type { Way } from './outcome.ts';

const service = { cluster: 'waooaw-production', service: 'waooaw-backend' };

const target = {
  ServiceNamespace: 'ecs',
  ResourceId: 'service/waooaw-production/waooaw-backend',
  ScalableDimension: 'ecs:service:DesiredCount',
};

/** The runbook's two scripts, operation by operation. They take no time: nothing in them waits for anything. */
export function runbooksScript({ simulator, ports }: InProcessAws): Way {
  const call = (operation: string, input: object): void => {
    simulator.calls.call(operation, input, { requestId: 'somebody-else' });
  };
  const [balancer] = [...simulator.world.loadBalancing.loadBalancers.values()];
  return {
    async prepare() {
      call('ecs:UpdateService', { ...service, desiredCount: 8 });
      for (let request = 0; request < 50; request += 1) await ports.visit(`http://${balancer?.dnsName}/health`);
      call('application-autoscaling:DeregisterScalableTarget', target);
    },
    async goBack() {
      call('application-autoscaling:RegisterScalableTarget', { ...target, MinCapacity: 2, MaxCapacity: 10 });
      call('ecs:UpdateService', { ...service, desiredCount: 2 });
    },
  };
}
