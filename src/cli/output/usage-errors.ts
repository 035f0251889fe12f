/** Wrong use is told like every other error; commander takes these settings for one command at a time. */
export const USAGE_ERRORS = {
  outputError: (text: string, write: (text: string) => void): void => write(text.replace(/^error: /, 'cordon: ')),
};
