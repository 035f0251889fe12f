export type { Outbreak, Ranged, Source, TransmissionTree, TreeFit, TreeOptions } from './types.ts';
