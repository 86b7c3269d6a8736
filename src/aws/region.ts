import { loadConfig, NODE_REGION_CONFIG_FILE_OPTIONS, NODE_REGION_CONFIG_OPTIONS } from '@smithy/core/config';
import { FaultError } from '../domain/fault.ts';

/**
 * The region that this machine is set to, found as every AWS SDK finds it: AWS_REGION, the profile's entry, the EC2
 * instance it runs on.
 * Rejects with a FaultError where there is none; a guess could show another region's services as gone.
 */
export async function regionOfMachine(profile: string | undefined): Promise<string> {
  try {
    return await loadConfig(NODE_REGION_CONFIG_OPTIONS, {
      ...NODE_REGION_CONFIG_FILE_OPTIONS,
      ...(profile === undefined ? {} : { profile }),
    })();
  } catch (error) {
    throw new FaultError(
      {
        kind: 'region',
        because: `No AWS region is configured${profile === undefined ? '' : ` for the profile ${profile}`}`,
        nextStep: 'Give --region, set AWS_REGION, or add a region to the profile in ~/.aws/config.',
      },
      { cause: error },
    );
  }
}
