import type { FactRow } from './fact-row.ts';

const MODIFY = 'sim/api/rds-modify.test.ts';
const RDS_API = 'sim/api/rds.test.ts';
const RDS = 'sim/world/rds.test.ts';
const REPLICAS = 'sim/api/rds-replicas.test.ts';
const CACHE_API = 'sim/api/elasticache.test.ts';
const CACHE = 'sim/world/cache-changes.test.ts';
const LOAD = 'sim/world/cache-load.test.ts';

const rds: readonly FactRow[] = [
  {
    section: '3.5',
    fact: 'After ModifyDBInstance the status stays `available` for 5 to 60 s; a Single-AZ change of class is then an outage of 2 to 6 minutes, with its events',
    is: [[MODIFY, 'of a Single-AZ database is an outage of minutes while its host is replaced']],
  },
  {
    section: '3.5',
    fact: 'A Multi-AZ change of class fails over after 6 to 7 minutes, refuses connections for 30 to 80 s and ends 10 to 12 minutes later, with its events',
    is: [
      [
        MODIFY,
        'of a Multi-AZ database fails over: about a minute without connections, in a quarter of an hour of modifying',
      ],
    ],
  },
  {
    section: '3.5',
    fact: 'DescribeEvents has messages and categories, without event ids',
    is: [[RDS_API, 'tells the last hour unless asked for more, without event ids']],
  },
  {
    section: '3.5',
    fact: 'A replica is creating for 10 to 30 minutes, and says by StatusInfos whether it replicates',
    is: [[REPLICAS, 'is created in 10 to 30 minutes from a backup of its source']],
  },
  {
    section: '3.5',
    fact: 'Lag grows while a replica cannot keep up',
    is: [[RDS, 'grows while the source writes more than the replica can repeat']],
  },
  {
    section: '3.5',
    fact: 'Nightly `backing-up`, and `storage-optimization` after a change of storage, leave the database usable',
    is: [
      [MODIFY, 'during the nightly backup, which passes'],
      [MODIFY, 'comes without an outage, and then is optimized for hours'],
    ],
  },
  {
    section: '3.5',
    fact: 'While it is down, connections are refused and requests fail',
    is: [[RDS, 'shows as no connections, failing requests, and recovery afterwards']],
  },
  {
    section: '3.5',
    fact: 'failed, incompatible-*, insufficient-capacity, storage-full, stopped, renaming; the events of failed replicas and failed changes',
    is: { not: 'nothing in the opening worlds leads there; a lack of capacity shows in the answer to the call' },
  },
];

const elastiCache: readonly FactRow[] = [
  {
    section: '3.6',
    fact: 'While a node type changes, group and members are `modifying`, for 8 to 25 minutes',
    is: [
      [CACHE_API, 'at once: group and members are modifying, then all have the new type'],
      [CACHE, 'takes 8 to 25 minutes'],
    ],
  },
  {
    section: '3.6',
    fact: 'IncreaseReplicaCount answers `modifying`, with nothing pending',
    is: [['sim/api/elasticache-replicas.test.ts', 'of 2 makes two replicas in all, not two more']],
  },
  {
    section: '3.6',
    fact: 'A replica takes 5 to 12 minutes; the group reads `available` before its new member does',
    is: [[CACHE, 'takes 5 to 12 minutes, while the group reads available after one or two']],
  },
  {
    section: '3.6',
    fact: 'Resharding tells its progress in PendingModifiedValues',
    is: [['sim/api/elasticache-shards.test.ts', 'moves a third of its keys to a third shard, and says how far it is']],
  },
  {
    section: '3.6',
    fact: 'Changes, failed changes, replicas, failovers and a lack of addresses are events',
    is: [
      [CACHE, 'replaces node after node, the primary last, and keeps the data'],
      [CACHE, 'that is too small for the data fails in the end, and nothing has changed'],
      [CACHE, 'goes to the zone that has none, and is announced'],
      [CACHE, 'without a free address is not made'],
      [LOAD, 'with a replica: it takes over with all data, and every connection is made anew'],
    ],
  },
  {
    section: '3.6',
    fact: 'create-failed, snapshotting, restore-failed, incompatible-network, rebooting cluster nodes',
    is: { not: 'groups are not created, copied or rebooted here' },
  },
];

export const databaseFacts: readonly FactRow[] = [...rds, ...elastiCache];
