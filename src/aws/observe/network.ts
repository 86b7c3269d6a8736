import { fresh, lastKnown } from '../../domain/observed.ts';
import { outsideText } from '../../domain/outside-text.ts';
import type { ServiceSnapshot, Subnet } from '../../domain/snapshot.ts';
import { type Observation, readTogether } from './observation.ts';

export const network: Observation<'network'> = {
  part: 'network',
  cadenceMs: null,
  needs: ['counts'],
  uses: [],
  read({ context: { gateway, clock }, services, signal }) {
    return readTogether(services, async () => {
      const SubnetIds = [...new Set(services.flatMap(subnetIds))];
      const { Subnets = [] } =
        SubnetIds.length === 0 ? {} : await gateway.read('ec2:DescribeSubnets', { SubnetIds }, signal);
      const at = clock.now();
      const byId = new Map(
        Subnets.map(({ SubnetId = '', AvailabilityZone = '', AvailableIpAddressCount = 0 }): [string, Subnet] => [
          SubnetId,
          { id: SubnetId, zone: outsideText(AvailabilityZone), freeAddresses: AvailableIpAddressCount },
        ]),
      );
      return service =>
        fresh(
          subnetIds(service).flatMap(id => byId.get(id) ?? []),
          at,
        );
    });
  },
};

const subnetIds = ({ counts }: ServiceSnapshot): readonly string[] => lastKnown(counts)?.subnetIds ?? [];
