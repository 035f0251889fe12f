export type { Estimate, Outbreak, Source, TransmissionTree, TreeFit, TreeOptions } from './types.ts';
