export { transmissionTree } from './transmission-tree.ts';
export type { Outbreak, Source, TransmissionTree, TreeFit, TreeOptions } from './types.ts';
