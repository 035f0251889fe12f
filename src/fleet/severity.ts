/** How bad a finding is if it holds, least first. In a file without schemas, so that a command can have the list cheaply. */
export const SEVERITIES = ['low', 'medium', 'high', 'critical'] as const;

/** How sure it is that a finding holds, least first. */
export const CONFIDENCES = ['low', 'medium', 'high'] as const;

export type Severity = (typeof SEVERITIES)[number];
export type Confidence = (typeof CONFIDENCES)[number];
