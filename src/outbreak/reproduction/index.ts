/** Reproduction numbers: from who infected whom where links are known, from renewal where they are not. */
export { extinctionProbability } from './extinction.ts';
export { type HopOutcome, type HopRate, hopRates } from './hop-rates.ts';
export { type ChannelPressure, channelRenewal } from './renewal/channels.ts';
export { type CoriEstimate, cori, type Window } from './renewal/cori.ts';
export { discreteSerialInterval } from './renewal/serial-interval.ts';
export { wallingaTeunis } from './renewal/wallinga-teunis.ts';
export { reproduction } from './reproduction.ts';
export * from './types.ts';
