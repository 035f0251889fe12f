export * from './model/types.ts';
export { DEFAULT_MODEL } from './models/default.ts';
export * from './result.ts';
